import { useQuery } from "@tanstack/react-query";
import { useFormats, type Title } from "../i18n/format";
import { vocabularyQuery } from "./queries";

/** What codes are called in the chosen language; the code itself where the vocabulary does not know it (yet). */
export interface CodeTitles {
  readonly role: (code: string) => string;
  readonly department: (code: string) => string;
  readonly purpose: (code: string) => string;
  readonly reason: (code: string) => string;
}

export function useCodeTitles(): CodeTitles {
  const { data } = useQuery(vocabularyQuery);
  const { title } = useFormats();
  const titleIn = (entries: readonly { code: string; title: Title }[] | undefined) => (code: string) => {
    const entry = entries?.find((one) => one.code === code);
    return entry ? title(entry.title) : code;
  };
  return {
    role: titleIn(data?.roles),
    department: titleIn(data?.departments),
    purpose: titleIn(data?.purposes),
    reason: titleIn(data?.reasons),
  };
}
