/** What went wrong, as the hub said it (RFC 9457) or as the browser found it. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    readonly mistakes: readonly string[] = [],
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

/** A list of sentences, or a field-to-sentences map as ASP.NET Core writes it. */
function mistakesOf(errors: unknown): string[] {
  const lists = Array.isArray(errors) ? errors : isRecord(errors) ? Object.values(errors).flat() : [];
  return lists.filter((mistake): mistake is string => typeof mistake === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
