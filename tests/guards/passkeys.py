"""A passkey as the database keeps it, made without a device."""

import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT


def stored_passkey() -> dict:
    """What allauth keeps of a registered passkey; nobody holds its private key."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    name = secrets.token_bytes(16)
    credential = AttestedCredentialData.create(bytes(16), name, public_key)
    data = AuthenticatorData.create(bytes(32), FLAGS, 1, credential)
    given = {
        "clientDataJSON": CollectedClientData.create(
            "webauthn.create", b"challenge", "https://testserver"
        ).b64,
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
    }
    identity = websafe_encode(name)
    return {
        "name": "Key",
        "credential": {"id": identity, "rawId": identity, "type": "public-key", "response": given},
    }
