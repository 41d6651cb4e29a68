import type { components } from "./schema";

type Schemas = components["schemas"];

export type SessionView = Schemas["SessionView"];
export type OwnAccountView = Schemas["OwnAccountView"];
export type AuthenticatorSetup = Schemas["AuthenticatorSetup"];
export type PasskeyView = Schemas["PasskeyView"];
export type AccountView = Schemas["AccountView"];
export type ClientView = Schemas["ClientView"];
export type AccessRow = Schemas["AccessRow"];
export type ConsentView = Schemas["ConsentView"];
export type OverviewView = Schemas["OverviewView"];
export type VocabularyView = Schemas["VocabularyView"];
