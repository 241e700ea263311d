// Makes and uses passkeys: the one thing on this site that needs JavaScript. A form says what it does in data-passkey.
(function () {
  "use strict";

  async function optionsFor(form) {
    if (form.dataset.passkey !== "sign-in") {
      const given = JSON.parse(document.getElementById("passkey-options").textContent);
      return given.creation_options || given.request_options;
    }
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options;
  }

  async function credentialFor(form) {
    const options = await optionsFor(form);
    if (form.dataset.passkey !== "create") return window.webauthnJSON.get(options);
    // A passkey signs in by itself, so the device must keep it and check who holds it.
    options.publicKey.authenticatorSelection = Object.assign(
      {}, options.publicKey.authenticatorSelection,
      { residentKey: "required", requireResidentKey: true, userVerification: "required" });
    return window.webauthnJSON.create(options);
  }

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      const problem = form.querySelector("[data-passkey-error]");
      problem.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await credentialFor(form));
        form.submit();
      } catch (error) {
        problem.hidden = false;
      }
    });
  });
})();
