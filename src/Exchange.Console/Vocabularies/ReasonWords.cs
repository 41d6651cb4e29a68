using Exchange.Policy.Decisions;

namespace Exchange.Console.Vocabularies;

/// <summary>What each published reason means to the person who meets it, and what to do about it.</summary>
internal static class ReasonWords
{
    public static IReadOnlyList<ReasonView> All { get; } =
    [
        Of(ReasonCode.NotPermitted,
            "Not open to you", "不向您开放",
            "No rule opens this field to your department and role for this purpose. The address beside the field says where to ask for it.",
            "没有规则为该目的向您的部门和角色开放此字段。字段旁注明了申请途径。"),
        Of(ReasonCode.PurposeRequired,
            "Purpose missing", "未声明目的",
            "Name the purpose of the request.", "请声明本次查询的目的。"),
        Of(ReasonCode.PurposeNotRegistered,
            "Purpose not registered for you", "未登记此目的",
            "Choose a purpose that you are registered for, or ask the administrator of accounts to add this one.",
            "请选择您已登记的目的，或请账户管理员为您登记。"),
        Of(ReasonCode.PurposeRefused,
            "Purpose refused for ever", "目的被永久拒绝",
            "No policy can allow this purpose. Nothing can be asked for it.", "任何策略都不能放行此目的，不能以此目的查询。"),
        Of(ReasonCode.CaseRequired,
            "Case number missing", "缺少案件编号",
            "Give the number of the case in the form that the purpose asks for.", "请按该目的要求的格式填写案件编号。"),
        Of(ReasonCode.EmergencyRequired,
            "Emergency not declared", "未声明紧急情况",
            "This field opens in a declared emergency only. Say what the emergency is; it is reviewed afterwards.",
            "此字段仅在声明紧急情况时开放。请说明紧急情况，事后将接受审查。"),
        Of(ReasonCode.OutsideJurisdiction,
            "Outside your jurisdiction, or unknown", "不在辖区内或查无此人",
            "Check the number. If it is right, the authority of the other region has to ask.", "请核对号码。如号码无误，应由所属辖区的部门查询。"),
        Of(ReasonCode.ConsentMissing,
            "No consent", "未取得本人同意",
            "The person has not agreed, or has withdrawn. Ask the person for consent; do not ask another department.",
            "本人未同意或已撤回。请征得本人同意，不要转向其他部门索取。"),
        Of(ReasonCode.NotAvailable,
            "Nothing that can be given", "无可提供的信息",
            "The register holds nothing here that can be given. Asking again does not help.", "登记中没有可以提供的信息，重复查询无助于此。"),
        Of(ReasonCode.SmallCell,
            "Too few to count", "数量过少不予统计",
            "The number is so small that it would point at persons. Ask for a wider area or period.", "数量过少可能指向个人。请扩大统计区域或时段。"),
        Of(ReasonCode.BudgetExceeded,
            "Budget used up", "查询额度已用完",
            "So many people have been asked about that the rest has to wait. Try again later, or ask the operator of the hub.",
            "已查询人数达到上限。请稍后再试，或联系平台运维。"),
        Of(ReasonCode.SourceUnavailable,
            "Department did not answer", "部门数据源未响应",
            "The owning department could not be reached. Try again later; everything else in the answer holds.",
            "主管部门的数据源无法访问。请稍后再试，答复的其余部分有效。"),
        Of(ReasonCode.InvalidSourceData,
            "Delivered data refused", "来源数据不合规",
            "The owning department delivered something that the data standard refuses. Its steward has to correct it.",
            "主管部门提供的数据不符合数据标准，须由其数据管理员更正。"),
    ];

    private static ReasonView Of(ReasonCode reason, string en, string zh, string adviceEn, string adviceZh) =>
        new(reason.Code(), new TitleView(en, zh), new TitleView(adviceEn, adviceZh));
}
