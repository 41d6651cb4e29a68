/** One mistake of several: a stable code where the hub gave one, and its sentence. */
export interface Mistake {
  readonly code: string | null;
  readonly detail: string;
}

/** What went wrong, as the hub said it (RFC 9457) or as the browser found it. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    readonly mistakes: readonly Mistake[] = [],
  ) {
    super(`${code}: ${title}`);
  }

  get isPasswordChange(): boolean {
    return this.code === "PASSWORD_CHANGE_REQUIRED";
  }

  /** Whether the session that was believed in is not the one that the hub knows. */
  get endsSession(): boolean {
    return this.isPasswordChange || (this.status === 401 && this.code === "UNAUTHENTICATED");
  }
}

/** The hub could not be reached at all. */
export const unreachable = () => new Problem("UNREACHABLE", 0, "The hub could not be reached.");

/** Reads a body that should be a problem document, and makes do with its status where it is not. */
export function problemOf(body: unknown, status: number): Problem {
  const said = isRecord(body) ? body : {};
  const code = text(said["code"]) ?? (status === 401 ? "UNAUTHENTICATED" : `HTTP_${status}`);
  return new Problem(
    code,
    status,
    text(said["title"]) ?? `HTTP ${status}`,
    text(said["detail"]),
    mistakesOf(said["errors"]),
  );
}

/** A list of sentences or of codes with sentences, or a map of fields to sentences as ASP.NET Core writes it. */
function mistakesOf(errors: unknown): Mistake[] {
  const told = Array.isArray(errors) ? errors : isRecord(errors) ? Object.values(errors).flat() : [];
  return told.flatMap((mistake: unknown) => {
    const said = isRecord(mistake) ? mistake : { detail: mistake };
    const detail = text(said["detail"]);
    return detail ? [{ code: text(said["code"]), detail }] : [];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
