"""``plan init --from`` 的消息：读懂了什么，哪些须人核对。"""

WORDS = {
    "import_option": "--sheet、--base-year、--target-year 只用于 --from 表格",
    "import_no_headings": "{file}：没有像指标表表头的一行（指标，以及年份、目标或增速）",
    "import_no_rows": "{file}：表头之下没有指标",
    "import_no_years": "{file}：表头和标题都没有写明起止年份；请加 --base-year 和 --target-year",
    "import_done": "{file}：{indicators}项指标；{checks}处须核对（搜索 CHECK）",
    "import_unused_column": "“{heading}”一列没有采用",
    "import_unused_row": "第{row}行没有采用：{text}",
    "import_not_understood": "“{text}”无法理解，已略去",
    "import_marks": "“{text}”带有注码：注释如何说明？",
    "import_not_exact": "“{text}”按数值写入，其余未保留",
    "import_each_year": "“{text}”读作每年的界限",
    "import_no_target": "表中没有目标值：要求是什么？",
    "import_statement": "“{text}”中没有可用的数值：作为定性目标列出，不作评价",
    "import_total": "“{text}”读作整个时期的累计",
    "import_change": "“{text}”读作整个时期变动{value}（{unit}）",
    "import_range": "“{text}”为区间，取{value}为目标",
    "import_ceiling": "“{text}”读作目标年不超过{value}；若每年都须做到，写 kind: band",
    "import_about": '“{text}”需要容差，如 tolerance: "5%"',
    "import_direction": "目标值{target}低于基期值{baseline}：按越低越好处理",
    "import_no_unit": "没有找到单位",
}
