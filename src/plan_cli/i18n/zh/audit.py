"""规划的可靠性（2xx）。"""

MESSAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "PLN201": (
        "目标值{target}在基期值{baseline}的另一侧：方向为 {direction}",
        (
            "写 `direction: {other}`；若意在保持目标，则写 `direction: {unstated}`",
            "按保持目标评价；若非此意，写 `direction: {other}`",
        ),
    ),
    "PLN202": ("复合路径需要两个正数，而不是{baseline}和{target}", ("写 `path: linear`",)),
    "PLN203": ("“左右”需要容差", ('补上 `tolerance:`，如 "5%"',)),
    "PLN204": ("路径“{shape}”需要“{key}”", ("写 `path: {example}`", "补上，或选用其他路径")),
    "PLN205": (
        "规划所列年均增长{printed}{growth_unit}与{years}年间{baseline}→{target}{unit}推算的{implied:rate}{growth_unit}不符（差{difference:rate}个百分点）",
        (
            "按{printed}应为{would_give}，{target} - {would_give} = {short}（{source}）；年度目标按基期值与目标值推算，`path: {instead}` 则按规划所列增速",
            "按{printed}应为{would_give}，{target} - {would_give} = {short}（{source}）；年度目标按规划所列增速推算",
        ),
    ),
    "PLN206": (
        "{claim_source}：{year}年{operator}{claimed}{unit}；{source}为{table}（差{difference}）",
        (
            "以{stricter}为严（{stricter_source}）；表列增速{printed}{growth_unit}与{nearer}相符（年均{nearer_growth:rate}{growth_unit}），与{farther}不符（{farther_growth:rate}{growth_unit}）：请核实何者为准，评价以表为准",
            "以{stricter}为严（{stricter_source}）：请核实何者为准，评价以表为准",
            "请核实何者为准，评价以表为准",
        ),
    ),
    "PLN207": (
        "{claim_source}：年均增长{operator}{claimed}{growth_unit}；按{source}推算为{implied:rate}{growth_unit}（差{difference:rate}个百分点）",
        (
            "{baseline}按此增长{years}年为{would_give}{unit}，{target} - {would_give} = {short}；评价以表为准",
            "请核实何者为准，评价以表为准",
        ),
    ),
    "PLN208": (
        "{claim_source}同为{value}{unit}，但{what}不同：为“{theirs}”，{source}为“{ours}”",
        ("以{stricter}为严；评价以表为准", "不与表中数值对照"),
    ),
    "PLN209": (
        "{source}：{year}年{part}占{whole}的比重为{share}%（{operator}）；{part_value}÷{whole_value}{unit}为{made:rate}%（差{difference:rate}个百分点）",
        (
            "{share}%对应{needed_part}{unit}，即年均增长{needed_growth:rate}%，或总量为{needed_whole}；来源{part_source}、{whole_source}",
            "{share}%对应{needed_part}{unit}，或总量为{needed_whole}；来源{part_source}、{whole_source}",
            "{share}%对应{needed_part}{unit}，或总量为{needed_whole}",
        ),
    ),
    "PLN210": (
        "{source}：按{part}占{whole}的比重{share}%（{operator}）推算，{part_value}{unit}对应{year}年{whole}约{implied}{unit}",
        ("可与{whole}的已知数对照",),
    ),
    "PLN211": (
        "{part}÷{ratio}={whole}：{base_year}年{base_part}÷{base_ratio}{ratio_unit}推算为{base_whole}{unit}，{target_year}年{target_part}÷{target_ratio}{ratio_unit}推算为{target_whole}，年均增长{growth:rate}%",
        ("计入各数舍入为{low}至{high}%；可与{whole}的规划对照（{source}）",),
    ),
    "PLN212": (
        "{year}年{part}÷{whole}为{made}{ratio_unit}（{part_value}÷{whole_value}{unit}），{ratio}为{printed}（差{difference}）",
        ("若为{printed}，则分子应为{needed_part}或分母应为{needed_whole}（{source}）", "更正三者之一"),
    ),
    "PLN213": (
        "{year}年{whole}各部分之和为{made}{unit}（{parts}），而非{printed}（差{difference}）",
        ("是否遗漏一部分？（{source}）",),
    ),
    "PLN214": (
        "{year}年{part}为{part_value}{unit}，大于包含它的{whole}（{whole_value}），多{difference}",
        ("更正其一或该关系（{source}）",),
    ),
    "PLN215": (
        "{year}年{table}{unit}与{claimed}{claim_unit}的折算率：1{claim_unit}合{rate}{unit}",
        ("计入舍入为{low}至{high}（{source}；{claim_source}）",),
    ),
    "PLN216": (
        "没有{base_year}年基期值（{why}），也没有规划所列增速：无法推算到{year}年{target}{unit}的年度目标",
        ("实际数据中{base_year}年的一行可作基期值",),
    ),
    "PLN217": (
        "没有{base_year}年基期值：{target}{unit}与{years}年年均增长{growth}{growth_unit}推算基期值为{implied}（{low}至{high}）",
        ("写 `baseline: implied` 即可采用",),
    ),
    "PLN218": (
        "按目标值{target}与增长{growth}{growth_unit}推算，{base_year}年基期值为{implied}{unit}（{source}）；{claim_source}为{elsewhere}（差{difference}）",
        (
            "即{whole}（{whole_value}）的{share}%；由{elsewhere}按此增长应到{would_give}，而非{target}：请核实何者为准",
            "由{elsewhere}按此增长应到{would_give}，而非{target}：请核实何者为准",
        ),
    ),
    "PLN219": (
        "每年增长{growth}个百分点不是复合增长，路径却是复合的",
        ("写 `path: linear`；{year}年线性要求{linear}，复合要求{compound}", "写 `path: linear`"),
    ),
    "PLN220": (
        "百分比指标采用复合路径",
        ("{year}年 `path: linear` 要求{linear}{unit}，复合要求{compound}；写明所指的路径",),
    ),
    "PLN221": (
        "分年目标止于{last}年（{value}{unit}），比规划末年{target_year}早{open_years}年",
        ("现为 `after: {after}`：hold 保持末值至期末，none 此后不作要求",),
    ),
    "PLN222": (
        "{items}项的{values}%分别为{counts}项，不是整数",
        ("至少如此则需{whole_counts}项；请说明所指的项数（{source}）",),
    ),
    "PLN223": ("基期值{baseline}已达目标值{target}{unit}", ("按保持目标评价；若另有所指，请更正其一",)),
    "PLN224": (
        "目标值{target}与基期值{baseline}只差{difference}{unit}：不超过其舍入",
        ("增速与增速比在此无意义；如有更多位数请写出",),
    ),
    "PLN225": ("没有指标属于分组“{group}”", ("删去该分组，或在指标中写 `group: {group}`",)),
    "PLN226": ("此{what}没有来源", ("补上 `source:` 以便查对",)),
    "PLN227": (
        "与 {other}（第{first_line}行）相同：{name}，{other_name}",
        ("若为同一指标，请写成 {other} 的一条正文表述",),
    ),
    "PLN229": ("{late}年要求{after}{unit}，而{early}年已要求{before}", ("是否有两个数或年份互换？",)),
    "PLN230": ("{year}不在{base_year}至{target_year}年之间：不会被用到", ("更正年份",)),
    "PLN231": (
        "路径 '{shape}' 在{year}年为{ends}{unit}，不等于目标值{target}（差{difference}）",
        ("各年目标按路径推算，末年即为目标值；请核对路径的数值或目标值",),
    ),
    "PLN232": (
        "变化幅度{value}为上升，而名称中有“{word}”",
        ("写作 `value: -{value}` 并加 `direction: decrease`，或改用表示增长的名称",),
    ),
    "PLN233": (
        "各对象的“{name}”不能相加：比率、位次、日期和上下限不是各部分之和",
        ("请改用可以相加的指标，例如构成该比率的两个数",),
    ),
}
