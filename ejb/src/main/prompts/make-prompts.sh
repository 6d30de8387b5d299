#!/bin/bash
# Makes the prompt files from prompts.txt with Debian's festival (voice slt of festvox-us-slt-hts) and sox. Run it after a text
# was changed and commit what it made: running Duovox needs no synthesizer.
#   apt-get install festival festvox-us-slt-hts sox
#
# prompts.txt: file name <TAB> text. A text that ends with a full stop is followed by a short pause; words are not, for numbers
# and times are put together from them. The files are G.711 mu-law, 8000 Hz, without a header.
#
# flite's slt was tried: the same speaker, but after the telephone's band its consonants have 3 dB less and its stops blur.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out="$here/../resources/org/duovox/prompt"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
level=-22 # dB below full scale, RMS: as loud as a speaker on a telephone, with room for peaks
# what a telephone carries, with the consonants raised, for small loudspeakers
band=(highpass 200 lowpass 3600 equalizer 2600 1q 4)
# a little faster than the voice likes to speak (it takes no notice of Duration_Stretch)
pace=(tempo -s 1.14)
# silence before and after is cut, and silence within is kept to 0.12 s
trim=(silence 1 0.005 0.15% reverse silence 1 0.005 0.15% reverse silence -l 1 0 0 -1 0.12 0.5%)

mkdir -p "$out"
rm -f "$out"/*.ulaw
{
    echo "(voice_cmu_us_slt_arctic_hts)"
    while IFS=$'\t' read -r name text; do
        echo "(utt.save.wave (utt.synth (Utterance Text \"$text\")) \"$work/$name.wav\" 'riff)"
    done < "$here/prompts.txt"
} > "$work/speak.scm"
festival --batch "$work/speak.scm"

while IFS=$'\t' read -r name text; do
    sox "$work/$name.wav" -r 8000 -c 1 "$work/trimmed.wav" "${band[@]}" "${pace[@]}" "${trim[@]}"
    rms=$(sox "$work/trimmed.wav" -n stats 2>&1 | awk '/RMS lev dB/ { print $4 }')
    gain=$(awk -v rms="$rms" -v level="$level" 'BEGIN { print level - rms }')
    case $text in
        *.) pause=0.18 ;;
        *) pause=0.03 ;;
    esac
    # -l limits the few peaks that would clip; no dither (-D), so that the same texts make the same files
    sox -D "$work/trimmed.wav" -t ul "$out/$name.ulaw" gain -l "$gain" pad 0.02 "$pause"
done < "$here/prompts.txt"

sox -D -n -r 8000 -c 1 -t ul "$out/beep.ulaw" synth 0.4 sine 1000 gain -12 fade t 0.01 0.4 0.01
cat "$out"/*.ulaw | wc -c
