// Runs on every page of the console, after PrimeFaces. Nothing here is needed to change anything but what "Play" does.
(function () {
  'use strict';

  // A poll that brings what is shown already must not touch the page: no flicker, no lost selection, no lost focus.
  if (window.PrimeFaces && document.getElementById('cluster')) {
    const shown = new Map();
    const replace = PrimeFaces.ajax.Utils.updateElement;
    PrimeFaces.ajax.Utils.updateElement = function (id, content, xhr) {
      if (id.startsWith('cluster:') && shown.get(id) === content) {
        return;
      }
      shown.set(id, content);
      replace.call(this, id, content, xhr);
    };
  }

  // However many changes are pushed meanwhile, they are shown together.
  let asked = false;
  window.duovoxClusterChanged = function () {
    if (!asked && window.duovoxShowCluster) {
      asked = true;
      setTimeout(function () { asked = false; duovoxShowCluster(); }, 100);
    }
  };

  // Say so when the server is silent, and take it back when it speaks.
  const lost = document.getElementById('lost');
  if (window.jQuery && lost) {
    jQuery(document).on('pfAjaxError', function () { lost.hidden = false; });
    jQuery(document).on('pfAjaxSuccess', function () { lost.hidden = true; });
  }

  const audio = document.getElementById('audio');
  if (audio) {
    const playing = document.getElementById('playing');
    let unheard = null;
    document.addEventListener('click', function (event) {
      const button = event.target.closest('.dv-play');
      if (!button) {
        return;
      }
      document.getElementById('player').hidden = false;
      playing.textContent = 'Message from ' + button.dataset.caller;
      unheard = button.dataset.heard === 'true' ? null : button.dataset.message;
      audio.src = button.dataset.audio;
      audio.play().catch(function () { /* the error event says it */ });
    });
    audio.addEventListener('playing', function () {
      if (unheard) {
        duovoxHeard([{name: 'message', value: unheard}]);
        unheard = null;
      }
    });
    audio.addEventListener('error', function () {
      playing.textContent = 'This message cannot be played now. Look again, or use the other server.';
    });
  }
})();
