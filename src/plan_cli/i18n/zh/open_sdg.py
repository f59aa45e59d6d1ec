"""``plan init --from FOLDER`` 的用语：Open SDG 数据仓库。"""

WORDS = {
    "import_site_next": "下一步：plan check latest --profile statcan --plan {file:shell}{option}",
    "import_no_site": "{folder}：不是Open SDG数据仓库（没有 indicator-config/*.yml 或 meta/*.yml）",
    "import_open_sdg": "由 {folder} 导入{count}个序列，次序同网站；用 --profile statcan 评价",
    "import_first_year": "2015/2016、2013-2018等按首年计，与网站相同：是否正确？",
    "import_not_calculated": "{count}项指标不计算进展，未导入：{names}",
    "import_none_calculated": "{folder}：该Open SDG仓库没有一项指标计算进展（auto_progress_calculation: true），无可评价；请先写规划（plan init），再用 plan map FILE 生成数据文件的读法",
    "import_last_quarter": "数据均为第四季度数，按当年数计，与网站相同：是否正确？",
    "import_quarters": "{quarters}的数不是全年数：该序列不评价",
    "import_no_data": "没有含 Year 和 Value 的数据文件：该序列各年均暂无数据",
    "import_not_in_data": "“{column}”列中没有“{value}”：该序列各年均暂无数据",
    "import_no_headline": "“{column}”列没有空白单元格，没有代表总体的行：请指定一个分组",
    "import_several": "“{column}”列有多个值：选项未说明所指",
    "import_year_twice": "{years}年有多个数：选项不能区分",
    "import_options_ignored": "未使用的选项：{names}",
    "import_direction_default": "未写方向：按逆向指标，与网站相同",
    "import_no_number": "{key} 不是数，未采用：{text}",
}
