"""各评价方法的说明与各机构的评价用语。"""

from typing import Any

CATEGORIES = {
    "significant_progress": "显著进展",
    "moderate_progress": "中等进展",
    "insufficient_progress": "进展不足",
    "movement_away": "背离目标",
    "target_achieved": "目标已实现",
    "substantial_progress": "实质进展",
    "limited_progress": "有限进展",
    "deterioration": "恶化",
    "not_available": "无法提供",
    "fair_progress": "一定进展",
    "stagnation_or_regression": "停滞或倒退",
    "moderately_improving": "适度改善",
    "stagnating": "停滞",
    "decreasing": "下降",
    "sun": "晴",
    "sun_and_cloud": "晴间多云",
    "cloud": "多云",
    "thunderstorm": "雷雨",
    "achieved_early": "提前实现",
    "faster_than_expected": "快于预期",
    "basically_as_expected": "基本符合预期",
    "behind": "滞后",
}

PROFILES: dict[str, dict[str, Any]] = {
    "milestone": {
        "title": "年度目标",
        "rule": "当年实际值与规划自身路径上的年度目标比较，两者均按显示位数。",
        "source": "本程序；所需增速 {lagging} 的界线取自Eurostat",
        "version": "1",
        "lines": {
            "on_track": "达到年度目标（扣除容差）",
            "lagging": "达到所需增速 {lagging} 对应的值",
            "off_track": "不差于基期值",
            "reversing": "差于基期值",
        },
    },
    "eurostat": {
        "title": "欧盟统计局",
        "rule": "实际增速与由基期值到目标值所需增速之比：b × (1 + 比例 × r)^n。",
        "source": "Eurostat《可持续发展目标监测报告》附录：有目标值指标的趋势评估",
        "version": "2024",
        "lines": {
            "significant_progress": "不低于所需增速的 {significant_progress}",
            "moderate_progress": "不低于所需增速的 {moderate_progress}",
            "insufficient_progress": "不低于所需增速的 {insufficient_progress}",
            "movement_away": "低于此",
        },
    },
    "statcan": {
        "title": "Open SDG／加拿大统计局",
        "rule": "实际增速与所需增速之比；无目标值时，年增速与 {growth_substantial_progress}、{growth_moderate_progress} 比较，接近自然极限时按比例放宽。另列比值和 -5 至 5 的得分。基期或目标为零时以0.001代替；符号相反或只有一个数据点：not_available。",
        "source": "Open SDG 进展测量方法，加拿大统计局全球指标框架采用",
        "version": "2024",
        "lines": {
            "target_achieved": "达到目标值",
            "substantial_progress": "不低于所需增速的 {substantial_progress}；无目标值时年增速 {growth_substantial_progress}",
            "moderate_progress": "不低于所需增速的 {moderate_progress}；无目标值时年增速 {growth_moderate_progress}",
            "limited_progress": "不低于所需增速的 {limited_progress}；无目标值时年增速 {growth_limited_progress}",
            "deterioration": "低于此",
        },
    },
    "unsd-2022": {
        "title": "联合国进展图（2022）",
        "rule": "实际增速与所需增速之比。",
        "source": "联合国统计司《可持续发展目标进展图》技术说明",
        "version": "2022",
        "lines": {
            "on_track": "高于所需增速的 {on_track}",
            "fair_progress": "不低于所需增速的 {fair_progress}",
            "limited_progress": "不低于所需增速的 {limited_progress}",
            "deterioration": "低于此",
        },
    },
    "unsd-2023": {
        "title": "联合国进展图（2023）",
        "rule": "按实际增速到目标年能实现所需变化的多少：b × ((b + 比例 × (t - b)) ÷ b)^(n ÷ N)。",
        "source": "联合国统计司《可持续发展目标进展图》技术说明",
        "version": "2023",
        "lines": {
            "on_track": "不低于所需变化的 {on_track}",
            "fair_progress": "不低于所需变化的 {fair_progress}",
            "stagnation_or_regression": "低于此（不差于基期值为滞后，差于基期值为低于基期）",
        },
    },
    "sdsn": {
        "title": "可持续发展指数",
        "rule": "已实现的变化与基期到目标的直线比较。",
        "source": "可持续发展解决方案网络《可持续发展报告》趋势箭头",
        "version": "2024",
        "lines": {
            "on_track": "达到直线所需变化的 {on_track}",
            "moderately_improving": "不低于其 {moderately_improving}",
            "stagnating": "不低于其 {stagnating}",
            "decreasing": "低于此",
        },
    },
    "linear": {
        "title": "时序进度",
        "rule": "时间过去多少，进度就应完成多少：b + (t - b) × n ÷ N，两者均按显示位数。",
        "source": "规划部门惯例",
        "version": "1",
        "lines": {
            "on_track": "达到时序进度（扣除容差）",
            "off_track": "不差于基期值",
            "reversing": "差于基期值",
        },
    },
    "destatis": {
        "title": "德国可持续发展战略",
        "rule": "以最近六个数据（至少四个，可有缺年）的年均变化推算到目标年：剩余差距会有多少未能弥合？已达到的目标按保持判断；没有目标值时看年均变化与最近一次变化的方向。",
        "source": "德国联邦统计局《德国可持续发展指标报告》",
        "version": "2021",
        "lines": {
            "sun": "未弥合部分不到剩余差距的 {sun}",
            "sun_and_cloud": "未弥合部分不超过剩余差距的 {sun_and_cloud}；或已达到但有所回落",
            "cloud": "趋向目标，或未偏离应保持的目标",
            "thunderstorm": "未趋向目标",
        },
    },
    "official-cn": {
        "title": "中期评估用语",
        "rule": "当年实际值与年度目标比较，两者均按显示位数。“基本”到何程度没有公开的数字：须给出指标的容差。",
        "source": "国家发展改革委中期评估用语",
        "version": "1",
        "lines": {
            "achieved_early": "提前实现：在目标年之前达到目标值",
            "faster_than_expected": "快于预期：超过年度目标且超出容差",
            "basically_as_expected": "基本符合预期：在容差之内",
            "behind": "滞后：低于此",
        },
    },
}
