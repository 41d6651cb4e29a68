/** One coordinate that was withheld, as `extensions.exchange.withheld` says it. */
export interface WithheldCells {
  coordinate: string;
  reason: string;
  records: number | null;
  paths: string[];
  department: string | null;
  request: string | null;
}

/** One coordinate that came back below its full level. */
export interface ReducedCells {
  coordinate: string;
  level: string;
  records: number;
}

/** What became of one department's part of the answer. */
export interface SourceReport {
  department: string;
  state: string;
  asOf: string | null;
}

/** An error of the request itself, without the data it may carry. */
export interface GraphError {
  message: string;
  code: string | null;
}

/** What the hub says about an answer beside its data. */
export interface ExchangeReport {
  accessId: string | null;
  policyVersion: string | null;
  withheld: WithheldCells[];
  reduced: ReducedCells[];
  sources: SourceReport[];
  errors: GraphError[];
}

/** What was withheld for one reason by one department, to be told once. */
export interface WithheldGroup extends Pick<WithheldCells, "reason" | "department" | "request"> {
  readonly cells: readonly WithheldCells[];
}

/** Puts together what has the same reason and the same place to ask, in the order in which the hub names them. */
export function byReasonAndPlace(withheld: readonly WithheldCells[]): WithheldGroup[] {
  const groups = new Map<string, WithheldGroup & { cells: WithheldCells[] }>();
  for (const cells of withheld) {
    const { reason, department, request } = cells;
    const key = JSON.stringify([reason, department, request]);
    const group = groups.get(key) ?? { reason, department, request, cells: [] };
    group.cells.push(cells);
    groups.set(key, group);
  }
  return [...groups.values()];
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const count = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** Reads `extensions.exchange` and the errors of an answer; what is missing or of another form is left out, never guessed. */
export function readReport(answer: unknown): ExchangeReport {
  const root = isObject(answer) ? answer : {};
  const extensions = isObject(root.extensions) ? root.extensions : {};
  const exchange = isObject(extensions.exchange) ? extensions.exchange : {};
  return {
    accessId: text(exchange.accessId),
    policyVersion: text(exchange.policyVersion),
    withheld: objects(exchange.withheld).map((cells) => ({
      coordinate: text(cells.coordinate) ?? "",
      reason: text(cells.reason) ?? "",
      records: count(cells.records),
      paths: Array.isArray(cells.paths) ? cells.paths.map(pathText) : [],
      department: text(cells.department),
      request: text(cells.request),
    })),
    reduced: objects(exchange.reduced).map((cells) => ({
      coordinate: text(cells.coordinate) ?? "",
      level: text(cells.level) ?? "",
      records: count(cells.records) ?? 0,
    })),
    sources: objects(exchange.sources).map((source) => ({
      department: text(source.department) ?? "",
      state: text(source.state) ?? "",
      asOf: text(source.asOf),
    })),
    errors: objects(root.errors).map((error) => ({
      message: text(error.message) ?? "",
      code: isObject(error.extensions) ? text(error.extensions.code) : null,
    })),
  };
}

function pathText(path: unknown): string {
  return Array.isArray(path) ? path.join(".") : String(path);
}
