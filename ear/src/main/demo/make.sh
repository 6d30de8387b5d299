#!/bin/bash
# Makes the words that the demo's callers speak (G.711 mu-law, 8000 bytes a second). Needs flite and sox (Debian); run by hand,
# the results are committed, so that running the demo needs neither.
set -euo pipefail
cd "$(dirname "$0")"
say() { # NAME TEXT
    flite -voice slt -t "$2" -o "$1.wav"
    sox "$1.wav" -r 8000 -c 1 -e mu-law -t raw "$1.ulaw" gain -3
    rm "$1.wav"
}
say first "Hello, this is Anna. I could not reach you. The meeting has moved to Thursday at ten, in the large room. Please call me back."
say second "Hi, this is Ben. I am calling about the delivery, and it is a long story. One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten. Eleven. Twelve. Thirteen. Fourteen. Fifteen. Sixteen. Seventeen. Eighteen. Nineteen. Twenty. Twenty one. Twenty two. Twenty three. Twenty four."
say third "Good morning, here is Clara. Nobody must interrupt me while I count. One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten. Eleven. Twelve. Thirteen. Fourteen. Fifteen. Sixteen. Seventeen. Eighteen. Thank you, and goodbye."
