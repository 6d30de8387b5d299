// Runs on every page of the console, after PrimeFaces. Nothing here is needed to change anything but what "Play" does.
(function () {
  'use strict';

  // A look that brings what is shown already must not touch the page: no flicker, no lost selection, no lost focus.
  if (window.PrimeFaces && window.duovoxLook) {
    const shown = new Map();
    let answered = null;
    const utils = PrimeFaces.ajax.Utils;
    const replace = utils.updateElement;
    utils.updateElement = function (id, content, xhr) {
      const looked = /:(live|poll)$/.test(utils.getSourceId(xhr && xhr.pfSettings) || '');
      if (!id.includes('jakarta.faces.')) {
        if (looked && shown.get(id) === content) {
          return;
        }
        if (!looked && xhr !== answered) {
          answered = xhr;
          shown.clear(); // a click may change parts that are not named in its answer
        }
        shown.set(id, content);
      }
      replace.call(this, id, content, xhr);
    };
  }

  // What was pushed is the subject that changed. However many changes are pushed meanwhile, they are shown together.
  let asked = false;
  window.duovoxNews = function (subject, wanted) {
    if (!asked && wanted.split(' ').includes(subject) && window.duovoxLook) {
      asked = true;
      setTimeout(function () { asked = false; duovoxLook(); }, 100);
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
