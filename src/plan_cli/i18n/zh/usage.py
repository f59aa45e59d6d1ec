"""用法、帮助和命令行错误的用语。"""

WORDS = {
    "settings_twice": "设置写在几个文件中：{files}；请只保留一个",
    "settings_wrong": "{file} 中的设置不可用：{errors}个错误",
    "settings_used": "{file} 中的默认值：{used}",
    "usage": "用法：{usage}", "try_help": "请参阅 {command} --help。", "colon": "：",
    "help_arguments": "参数", "help_options": "选项", "help_commands": "命令", "help_look": "表格",
    "help_reading": "读取实际数据", "help_panel": "面板数据（与 --by 同用）", "help_result": "规划与结果",
    "help_default": "默认：", "help_required": "必填",
    "help_more": "plan --help 介绍各命令；plan 命令 --help 介绍一个命令。",
    "mistake_no_option": "没有选项 {got}{near}", "mistake_possible": "（可能是：{options}）",
    "mistake_no_command": "没有命令“{got}”{near}", "mistake_did_you_mean": "；是否为 {name}？",
    "mistake_no_command_given": "缺少命令。",
    "mistake_missing": "缺少{what}“{name}”。", "mistake_argument": "参数", "mistake_option": "选项",
    "mistake_needs_value": "选项 {name} 需要一个值。",
    "mistake_takes_no_value": "选项 {name} 不带值。",
    "mistake_extra": "多余的参数：{got}",
    "mistake_value": "{name} 的值无效：{why}",
    "mistake_choice": "{got} 不在可选值之中：{known}。",
    "mistake_twice": "重复给出。", "mistake_empty": "值为空。",
    "mistake_at_least": "应不小于 {least}", "mistake_integer": "应为整数",
}  # fmt: skip
