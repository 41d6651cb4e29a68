/** Whether this browser can use passkeys by the standard's JSON forms. */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== "undefined" &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function" &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function"
  );
}

/** A passkey's signature for a sign-in, as JSON; null where the person turned it down. */
export async function signWithPasskey(options: unknown): Promise<Record<string, unknown> | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return unlessTurnedDown(() => navigator.credentials.get({ publicKey }));
}

/** A new passkey, as JSON; null where the person turned it down. */
export async function createPasskey(options: unknown): Promise<Record<string, unknown> | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  return unlessTurnedDown(() => navigator.credentials.create({ publicKey }));
}

async function unlessTurnedDown(ask: () => Promise<Credential | null>): Promise<Record<string, unknown> | null> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? (credential.toJSON() as Record<string, unknown>) : null;
  } catch (error) {
    // WHY: one answer for "no" and "took too long", so that a page cannot tell whose device this is.
    if (error instanceof DOMException && ["NotAllowedError", "AbortError"].includes(error.name)) {
      return null;
    }
    throw error;
  }
}
