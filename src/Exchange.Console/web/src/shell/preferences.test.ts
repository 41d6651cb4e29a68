import { expect, test } from "vitest";
import { readPreferences } from "./preferences";

test("What was kept is what is shown", () => {
  const kept = { language: "en", theme: "dark", typeSize: 125 };

  expect(readPreferences(JSON.stringify(kept), "zh-CN")).toEqual(kept);
});

test.each([null, "", "{", "null", "7", '{"language":"fr","theme":"pink","typeSize":900}'])(
  "What makes no sense (%o) is read as nothing kept",
  (kept) => {
    expect(readPreferences(kept, "zh-CN")).toEqual({ language: "zh", theme: "system", typeSize: 100 });
  },
);

test("A browser that does not speak Chinese starts in English", () => {
  expect(readPreferences(null, "de-DE").language).toBe("en");
});
