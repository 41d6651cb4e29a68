import { defineTexts } from "../i18n/texts";

// WHY not AUDIT_UNAVAILABLE: only the hub's own sentence says whether something was done before its record was lost.
const en = {
  UNREACHABLE: "The hub cannot be reached. Check the network and try again.",
  FORBIDDEN: "Your account may not do this. If your work needs it, ask whoever keeps the accounts.",
  NOT_FOUND: "There is nothing here that you may see. It may have been changed in the meantime: load the page again.",
  PASSWORD_WRONG: "This is not your present password, or the account is locked for some minutes. Nothing was changed.",
  PASSWORD_TOO_WEAK: "Choose another password.",
  PASSWORD_LENGTH: "Take at least 12 characters, and at most 256.",
  PASSWORD_REPEATS: "Use at least 6 different characters.",
  PASSWORD_HAS_USER_NAME: "Do not use your account name in it.",
  PASSWORD_COMMON: "It is among the first that anybody tries: take several words that do not belong together.",
  PASSWORD_UNCHANGED: "Take another one than the present.",
  CODE_WRONG:
    "This is not the present code of the app, or it was used already. Wait for the next one, and check the clock of the device.",
  PASSKEY_REFUSED: "The passkey was not accepted, or it took longer than five minutes. Start again.",
  OWN_ACCOUNT: "Nobody changes their own rights, unlocks or resets themselves: ask another account administrator.",
  RESIDENT_ACCOUNT:
    "A resident's account can be closed, opened and unlocked here; its rights and its password are the resident's own.",
};

const useTexts = defineTexts<keyof typeof en>("problems", {
  en,
  zh: {
    UNREACHABLE: "无法连接到交换平台。请检查网络后重试。",
    FORBIDDEN: "您的账户无权执行此操作。如工作需要，请联系账户管理员。",
    NOT_FOUND: "此处没有您可以查看的内容，可能已被他人更改：请重新加载页面。",
    PASSWORD_WRONG: "当前密码不正确，或账户已锁定几分钟。未作任何更改。",
    PASSWORD_TOO_WEAK: "请换一个密码。",
    PASSWORD_LENGTH: "请使用 12 至 256 个字符。",
    PASSWORD_REPEATS: "请使用至少 6 种不同的字符。",
    PASSWORD_HAS_USER_NAME: "密码中不要包含账户名。",
    PASSWORD_COMMON: "这是最容易被猜到的密码之一：请使用几个互不相关的词。",
    PASSWORD_UNCHANGED: "请使用与当前密码不同的密码。",
    CODE_WRONG: "这不是应用当前的验证码，或已被使用。请等待下一个验证码，并核对设备时间。",
    PASSKEY_REFUSED: "通行密钥未被接受，或操作超过五分钟。请重新开始。",
    OWN_ACCOUNT: "任何人不得更改自己的权限，也不得为自己解锁或重置：请联系另一位账户管理员。",
    RESIDENT_ACCOUNT: "居民账户在此只能停用、启用和解锁；其权限和密码由居民本人管理。",
  },
});

/** Says a problem by its code in the chosen language; in the hub's own words where the code is not known here. */
export function useProblemTexts(): (code: string | null, otherwise: string) => string {
  const say = useTexts();
  return (code, otherwise) => (code !== null && isKnown(code) ? say(code) : otherwise);
}

function isKnown(code: string): code is keyof typeof en {
  return Object.hasOwn(en, code);
}
