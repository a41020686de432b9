"""What stands in OSCAL and CycloneDX documents for people to read. Keys: `oscal.…`, `cdx.…`, and what both say."""

from gapsheet.words import Template

WORDS: dict[str, Template] = {
    "role.assessor": "填写答卷的评估人",
    "role.owner": "待整改项责任人",
    "role.approver": "风险接受批准人",
    "assurance.stated": "自述：没有列出证据，或列出的文件不存在。",
    "assurance.referenced": "已引用：列出了证据，Gapsheet 没有读取其内容。",
    "assurance.checked": "已核对：Gapsheet 读取了证据，内容与作答一致。",
    "assurance.contradicted": "与证据不符：Gapsheet 读取了证据，内容与作答不符，该项不得分。",
    "evidence.present": "答卷列为证据的文件，文件存在；路径以仓库根目录为起点。",
    "evidence.link": "答卷列为证据的链接，Gapsheet 没有打开。",
    "evidence.missing": "答卷列为证据的文件，但找不到，不计入证据。",
    "waiver.in-force": "风险接受（生效中）",
    "waiver.not-yet": "风险接受（尚未生效）",
    "waiver.expired": "风险接受（已到期）",
    "waiver.no-effect": "风险接受（不起作用）",
    "rule.next": "{found}。{next}",
    "out-of-scope": "因以下事实不在范围内：{facts}",
    "oscal.remarks": (
        "本文件由 Gapsheet 根据答卷生成，属于自评：只说明团队怎么答、列了哪些证据，没有独立第三方确认，也不是认证证书。"
    ),
    "oscal.system": "答卷所评估的系统。class 为 fact 的属性是答卷填写的事实。",
    "oscal.system.status": "答卷没有说明系统的运行状态。",
    "oscal.tool": "检查答卷并计分；本文件中的数字都由答卷算出。",
    "oscal.results.title": "评估结果：{system}",
    "oscal.result.title": "答卷",
    "oscal.result.text": (
        "评估当日答卷对各检查单的作答情况。部分符合的检查项记为 not-satisfied，得分系数 0.5；"
        "有风险接受的检查项同样记为 not-satisfied，对应风险为已批准的偏离；"
        "不适用和不在范围内的检查项列入排除的控制项，原因见对应的 observation。"
    ),
    "oscal.rubric.text": "按自身规则计分的评分表，不计入总分，也不参与门禁。",
    "oscal.nothing": "没有任何计分的检查项。",
    "oscal.dropped": "被定制检查单去掉的检查项：{items}",
    "oscal.announced": "比锁定版本更新的次版本新增、本次未评的检查项：{items}",
    "oscal.plan.title": "没有评估计划",
    "oscal.plan": (
        "没有单独的评估计划。评什么由答卷锁定的检查单决定，按什么规则判定由门禁策略决定；二者都列在本文件的资源中。"
    ),
    "oscal.rule.text": "门禁策略的一条规则。",
    "oscal.ignored.title": "不作数的内容",
    "oscal.ignored": "以下内容只出现在待审的改动里，可信版本中没有，因此不作数。",
    "oscal.recommended": "整改第一步",
    "oscal.planned": "答卷中的安排",
    "oscal.planned.text": "答卷写明的责任人和整改期限；整改是否已经开始，答卷没有说明。",
    "oscal.poam.title": "整改计划：{system}",
    "oscal.poam.nothing": "没有待办事项",
    "oscal.poam.nothing.text": "本次评估没有待整改项，通过门禁也不需要其他步骤。",
    "cdx.owner": "Gapsheet",
    "cdx.owner.own": "编写该检查单的团队",
    "cdx.claim.met": "符合：{statement}",
    "cdx.claim.partial": "部分符合：{statement}",
    "cdx.counterclaim": "证据与作答不符：{statement}",
    "cdx.summary": "{title} {version}：{score} 分（满分 100），自评",
    "cdx.summary.none": "{title} {version}：没有计分的检查项，自评",
    "cdx.summary.native": "{title} {version}：{score}，{band}。不计入总分，也不参与门禁。",
    "cdx.policy": "门禁策略 {title}：{verdict}",
    "cdx.policy.text": "门禁的各条规则。规则通过时符合度为 1，不通过时为 0。",
    "cdx.said": "{state}。{text}",
    "cdx.waiver": "{state}，批准人 {by}，自 {granted} 至 {until}：{reason}",
    "cdx.waiver.name": "{item} 的风险接受",
    "cdx.evidence": "{title}——{about}",
    "cdx.dropped": "被定制检查单去掉的检查项：{item}，{reason}",
    "cdx.announced": "比锁定版本更新的次版本新增、本次未评的检查项：{items}",
}
