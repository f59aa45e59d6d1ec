"""评价结果（4xx），以及无法评价的原因。"""

MESSAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "PLN401": (
        "{name}：{when}略低于预期：实际{actual}{unit}，当期目标{milestone}",
        ("后续所需见 plan explain {id:shell} {named} {options}",),
    ),
    "PLN402": (
        "{name}：{when}滞后：实际{actual}{unit}，当期目标{milestone}",
        ("后续所需见 plan explain {id:shell} {named} {options}",),
    ),
    "PLN403": (
        "{name}：{when}低于基期：实际{actual}{unit}，基期值{baseline}",
        ("见 plan explain {id:shell} {named} {options}",),
    ),
    "PLN404": ("{name}：暂无{when}数据", ("补上{when}一行",)),
    "PLN405": ("{name}：{when}暂不能判定：{reason}", ("全年的确切数可判定",)),
    "PLN406": ("{name}：{when}无法评价：{reason}", ("见 plan explain {id:shell} {named} {options}",)),
    "PLN410": (
        "{name}：{values}相加为{sum}，按此评价；但各数像是累计数或时点数，接近年度目标{milestone}",
        (
            "{within}年：若为时点数，写 `nature: stock`；若为年初以来累计，写 `reported: cumulative`；否则写 `reported: additions`",
            "若为累计数，写 `reported: cumulative`；否则写 `reported: additions`",
        ),
    ),
    "PLN411": (
        "{when}{whole}上报的各部分之和为{made}{unit}（{parts}），而上报的总数为{printed}（差{difference}）",
        (
            "另有{more}个对象亦然，如{names}；请核实何者为准（{source}）",
            "请核实何者为准（{source}）",
            "请核实何者为准",
        ),
    ),
    "PLN412": (
        "{when}上报的{part}为{part_value}{unit}，大于包含它的{whole}（{whole_value}），多{difference}",
        (
            "另有{more}个对象亦然，如{names}；请核实何者为准（{source}）",
            "请核实何者为准（{source}）",
            "请核实何者为准",
        ),
    ),
    "PLN413": (
        "{part}占{whole}的比重应为{share}%（{operator}）；{when}上报数{part_value}÷{whole_value}{unit}为{made}%（差{difference}）",
        (
            "另有{more}个对象亦然，如{names}；请核实何者为准（{source}）",
            "{share}%对应{needed_part}{unit}（{source}）",
            "{share}%对应{needed_part}{unit}",
        ),
    ),
    "PLN414": (
        "按{when}上报数，{part}÷{whole}为{made}{ratio_unit}（{part_value}÷{whole_value}{unit}），而上报的{ratio}为{printed}（差{difference}）",
        (
            "另有{more}个对象亦然，如{names}；请核实何者为准（{source}）",
            "请核实三者何者为准（{source}）",
            "请核实三者何者为准",
        ),
    ),
    "PLN416": ("{name}：{year}年上报{printed}，据此评价；但{parts}相加为{made}（差{difference}）", ("请核实何者为准",)),
    "PLN421": (
        "{name}：{year}年按{judged}年的数评价，而有{count}个数是{other}年的",
        (
            "若目标和基期值是{several}年平均，请写 `average: {several}`",
            "目标是{averaged}年平均：{other}年的数不用",
        ),
    ),
    "PLN415": (
        "{name}：按{year}年绝对量推算为{by_level}{unit}，据此评价为“{verdict}”；而按公布的增速为{by_rates}{unit}，应为“{other_verdict}”",
        (
            "绝对量可能按现价、增速按不变价计算；如应按增速评价，用 `--where measure={measure}`，或在数据源下写 `where:`",
        ),
    ),
    "PLN417": (
        "{count}个对象的{whole}{what}之和为{made}{unit}，而{has}{printed}（差{difference}）",
        ("{without}个对象没有，如{names}（{source}）", "请核实何者为准（{source}）"),
    ),
    "PLN418": (
        "{count}个对象的{whole}{what}之和为{made}{unit}；{has}{printed}（差{difference}）",
        ("{without}个对象没有，如{names}",),
    ),
    "PLN420": ("未核对各对象之和是否等于{whole}：本次检查没有对象", ("用各对象的数据文件并加 `--by 列名`",)),
    "PLN419": ("{count}个对象的{whole}{what}之和无法与总数比较：{why}", ("如{names}",)),
}

REASONS = {
    "no_baseline": "没有基期值，无法形成路径",
    "no_path": "该目标没有路径",
    "path_incomplete": "路径缺少所需的值",
    "compound_needs_positive": "复合路径需要两个正数（可用 path: linear）",
    "no_printed_growth": "文件未列出增速",
    "trend": "没有目标值，只有方向",
    "statement": "定性目标，不作定量评价",
    "no_base_level": "上报的是绝对量，但缺基期数",
    "growth_chain_incomplete": "基期以来并非每年都有确切的增速",
    "average_incomplete": "平均所含各年中有的没有全年数",
    "average_of_part": "多年平均只按整年评价",
    "points_or_percent": "目标按百分点计，年度数是百分点还是增速不明；按百分点相加时请在目标中写 `additive: true`",
    "only_growth_reported": "只上报了其他口径，未上报该值",
    "not_reported": "当年没有上报数据",
    "part_not_reported": "该时段没有上报数据",
    "no_row": "它的数据来源没有筛选到任何一行",
    "no_source": "规划的数据来源中没有它",
    "bad_data": "上报的数据无法使用",
    "bound": "界限值，暂不能判定",
    "many_digits": "数值超过15位有效数字，判定取决于末位，暂不能判定（请将数值取整到较少位数，或不用 --by 单独评价）",
    "part_year": "年内累计数据，暂不能判定",
    "years_missing": "有年份缺数据，暂不能判定",
    "about_without_tolerance": "“左右”未给出容差，暂不能判定",
    "one_point": "只有一个数据点，无法计算增速",
    "opposite_signs": "基期值与实际值或目标值符号相反，无法计算增速",
    "tolerance_needed": "此方法需要容差（指标的 `tolerance:`）",
    "too_few_values": "近年数据不足四个",
    "no_earlier_value": "没有用作比较的以前年份的数值",
    "part_year_change": "年内数不能与以前的全年数比较",
    "share_needs_positive": "年度目标或目标值须为正数，才能按比例计算",
    "no_error": "需要该数的标准误（置信区间须在来源中写明 `confidence:`）",
    "no_errors": "需要前后两期数值的标准误（置信区间须在来源中写明 `confidence:`）",
    "profile_kind": "此方法不适用于这类目标",
    "no_figures": "基期之后没有确切的全年数据",
    "target_year_over": "目标年已到，请用 plan check 评价",
    "than_unknown": "所比较指标的数值未知",
    "panel_total": "面板数据不逐行累加累计指标",
    "dated_baseline": "基期值在年中，各地区自身的基期值为整年数",
    "panel_no_growth": "规划的路径无法按自身基期值换算",
}
