// Comfort only: every page and every form works without this file.
(function () {
  "use strict";
  var leaving = document.querySelector("form[data-leave]");

  // The page is emptied before the request, so that nothing stays on the screen while the network is slow.
  function leave(event) {
    if (event) event.preventDefault();
    leaving.hidden = true;
    document.body.replaceChildren(leaving);
    leaving.submit();
  }

  if (leaving) {
    leaving.addEventListener("submit", leave);
    var presses = 0, last = 0;
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Shift") { presses = 0; return; }
      if (event.repeat) return;
      presses = event.timeStamp - last < 2000 ? presses + 1 : 1;
      last = event.timeStamp;
      if (presses === 3) leave();
    });
    // A page brought back from the browser's memory is asked for again: the session may have ended.
    window.addEventListener("pageshow", function (event) {
      if (!event.persisted) return;
      document.body.replaceChildren();
      window.location.reload();
    });
  }

  var problem = document.querySelector("[data-focus]");
  if (problem) problem.focus();

  // A second click on a slow connection sends nothing twice.
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented || event.target === leaving) return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
})();
