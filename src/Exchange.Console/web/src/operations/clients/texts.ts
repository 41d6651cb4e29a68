import { defineTexts } from "../../i18n/texts";

const en = {
  title: "Clients",
  lead: "The departments' applications that ask the graph, and what each may ask as and for. What is taken away counts at once.",
  new: "Register a client",
  create: "Register client",
  clientId: "Client id",
  "clientId.hint": "Lower-case letters, digits and hyphens. It stands in every access record and cannot be changed.",
  "department.choose": "Choose a department…",
  "department.hint": "The department that the client asks for. It cannot be changed.",
  "region.city": "whole city",
  officer: "Officer",
  "officer.hint":
    "An opaque id of who answers for it, such as ca-1027; never a name or a person's number. May be empty.",
  createdAt: "Registered",
  "state.on": "on",
  "state.suspended": "suspended",
  suspend: "Suspend",
  "suspend.question":
    "{{clientId}} gets no new token, and those it has no longer count, from the moment the hub confirms.",
  letIn: "Let in again",
  "letIn.question": "{{clientId}} can get tokens again with the secret that it has.",
  renew: "Renew secret",
  "renew.question":
    "{{clientId}} gets a new secret, shown once. The present one no longer counts, so the application stands still until it has the new one.",
  handOver: "Secret of {{clientId}}",
  "handOver.lead": "Shown only now: the hub keeps no copy. Hand it to whoever runs the application by a safe way.",
  empty: "There is no client yet. Register the first one.",
};

export const useClientTexts = defineTexts<keyof typeof en>("clients", {
  en,
  zh: {
    title: "应用管理",
    lead: "各部门用于查询的应用，及其角色和可用目的。收回的权限立即生效。",
    new: "登记应用",
    create: "登记",
    clientId: "应用标识",
    "clientId.hint": "小写字母、数字和连字符。它会出现在每条访问记录中，不能更改。",
    "department.choose": "选择部门…",
    "department.hint": "应用所代表的部门，不能更改。",
    "region.city": "全市",
    officer: "经办人",
    "officer.hint": "负责人的内部编号，如 ca-1027；不得填写姓名或证件号码。可留空。",
    createdAt: "登记日期",
    "state.on": "启用",
    "state.suspended": "已暂停",
    suspend: "暂停",
    "suspend.question": "自平台确认之时起，{{clientId}} 不能获取新令牌，已有令牌同时失效。",
    letIn: "恢复",
    "letIn.question": "{{clientId}} 可以使用现有密钥重新获取令牌。",
    renew: "更换密钥",
    "renew.question": "将为 {{clientId}} 生成新密钥，仅显示一次。现有密钥立即失效，应用在换用新密钥之前无法查询。",
    handOver: "{{clientId}} 的密钥",
    "handOver.lead": "仅此时显示，平台不保留副本。请通过安全途径交给应用的运行人员。",
    empty: "还没有应用。请登记第一个应用。",
  },
});
