import type { components } from "./schema";

type Schemas = components["schemas"];

export type SessionView = Schemas["SessionView"];
export type OwnAccountView = Schemas["OwnAccountView"];
export type TotpSetupView = Schemas["TotpSetupView"];
export type PasskeyView = Schemas["PasskeyView"];
export type AccountView = Schemas["AccountView"];
export type AccountRequest = Schemas["AccountRequest"];
export type AccountChange = Schemas["AccountChange"];
export type AccessRow = Schemas["AccessRow"];
export type ConsentView = Schemas["ConsentView"];
export type OverviewView = Schemas["OverviewView"];
export type VocabularyView = Schemas["VocabularyView"];
export type TitledCode = Schemas["TitledCode"];
