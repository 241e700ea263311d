// Wagtail writes what is edited into the title; ours never changes, on any page.
(function () {
  "use strict";
  var title = document.querySelector("title"), neutral = document.title;
  new MutationObserver(function () {
    if (document.title !== neutral) document.title = neutral;
  }).observe(title, { childList: true });
})();
