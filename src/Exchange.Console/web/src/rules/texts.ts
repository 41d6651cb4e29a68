import { defineTexts } from "../i18n/texts";

const en = {
  title: "Policy versions",
  lead: "Every answer names the version of the rules by which it was given. The version in force is marked.",
  number: "Version",
  current: "in force",
  publishedAt: "Published",
  publishedBy: "By",
  hash: "Digest of the content",
  empty: "No version has been published yet. Publish the policies with the command line of the hub.",
};

export const useRulesTexts = defineTexts<keyof typeof en>("rules", {
  en,
  zh: {
    title: "策略版本",
    lead: "每次应答都注明所依据的规则版本。现行版本已标出。",
    number: "版本",
    current: "现行",
    publishedAt: "发布时间",
    publishedBy: "发布人",
    hash: "内容摘要",
    empty: "尚未发布任何版本。请使用平台命令行发布策略。",
  },
});
