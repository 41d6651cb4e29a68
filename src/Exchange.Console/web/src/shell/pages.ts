import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { SessionView } from "../api/views";
import type { ShellText } from "./texts";

/** The jobs, in the order in which the navigation shows them. */
export const areas = ["today", "data", "rules", "requests", "oversight", "operations"] as const;

export type Area = (typeof areas)[number];

/** One page of the console: its address, its place in the navigation and who has it. */
export interface Page {
  readonly path: string;
  readonly area: Area;
  readonly title: ShellText;
  readonly isFor: (session: SessionView) => boolean;
  readonly Content: LazyExoticComponent<ComponentType>;
}

export const pages: readonly Page[] = [
  {
    path: "/today",
    area: "today",
    title: "page.today",
    isFor: everybody,
    Content: lazy(() => import("../today/TodayPage")),
  },
  {
    path: "/data/explorer",
    area: "data",
    title: "page.explorer",
    isFor: everybody,
    Content: lazy(() => import("../data/explorer/ExplorerPage")),
  },
  {
    path: "/data/consents",
    area: "data",
    title: "page.consents",
    isFor: anyOf("data-steward"),
    Content: lazy(() => import("../data/consents/ConsentsPage")),
  },
  {
    path: "/rules",
    area: "rules",
    title: "page.policyVersions",
    isFor: anyOf("policy-admin", "policy-approver", "auditor", "data-steward"),
    Content: lazy(() => import("../rules/PolicyVersionsPage")),
  },
  {
    path: "/oversight/records",
    area: "oversight",
    title: "page.accessRecords",
    isFor: (session) => session.roles.includes("auditor") || session.department != null,
    Content: lazy(() => import("../oversight/AccessRecordsPage")),
  },
  {
    path: "/operations/accounts",
    area: "operations",
    title: "page.accounts",
    isFor: anyOf("account-admin"),
    Content: lazy(() => import("../operations/AccountsPage")),
  },
  {
    path: "/operations/clients",
    area: "operations",
    title: "page.clients",
    isFor: anyOf("account-admin"),
    Content: lazy(() => import("../operations/clients/ClientsPage")),
  },
];

/** The pages of each job that this person has; a job without a page is left out. */
export function pagesByArea(session: SessionView): [Area, Page[]][] {
  return areas
    .map((area): [Area, Page[]] => [area, pages.filter((page) => page.area === area && page.isFor(session))])
    .filter(([, own]) => own.length > 0);
}

function everybody(): boolean {
  return true;
}

function anyOf(...roles: string[]): (session: SessionView) => boolean {
  return (session) => session.roles.some((role) => roles.includes(role));
}
