"""Law: what a form says does not depend on the encoding it was written in."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from lzeval.readers import decode

SIMPLIFIED = """\
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析 改进措施
产出指标 数量指标 质量指标 时效指标 成本指标 社会效益 生态效益 服务对象满意度
培训人数 验收合格率 资金总额 当年财政拨款 执行率 项目名称 主管部门 自评得分
评价等级 已完成 未完成 ≥95% 98% 100万元 1,234.50 2022年12月底前 道路养护里程
补贴发放及时率 受益群众 合计 总分 优 良 中
"""
TRADITIONAL = """\
一級指標 二級指標 三級指標 年度指標值 實際完成值 分值 得分 偏差原因分析 改進措施
產出指標 數量指標 質量指標 時效指標 成本指標 社會效益 生態效益 服務對象滿意度
培訓人數 驗收合格率 資金總額 當年財政撥款 執行率 項目名稱 主管部門 自評得分
評價等級 已完成 未完成 95% 98% 100萬元 1,234.50 2022年12月底前 道路養護里程
補貼發放及時率 受益群眾 合計 總分 優 良 中
"""


def texts(phrases: str) -> st.SearchStrategy[str]:
    """Give rows of cells, as a form in text or CSV has them."""
    row = st.lists(st.sampled_from(phrases.split()), min_size=3, max_size=8).map(
        ",".join
    )
    return st.lists(row, min_size=2, max_size=6).map("\n".join)


@given(
    texts(SIMPLIFIED),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"]),
)
def test_simplified(text: str, encoding: str) -> None:
    """Simplified Chinese, in what offices of the mainland write."""
    assert text == decode(text.encode(encoding)).text


@given(texts(TRADITIONAL), st.sampled_from(["big5", "cp950", "gb18030", "utf-8"]))
def test_traditional(text: str, encoding: str) -> None:
    """Traditional Chinese, in Big5, or in the GBK that also has its characters."""
    assert text == decode(text.encode(encoding)).text


@given(
    texts(SIMPLIFIED) | texts(TRADITIONAL), st.sampled_from(["utf-16-le", "utf-16-be"])
)
def test_without_a_mark(text: str, encoding: str) -> None:
    """UTF-16 is told even where the byte order mark was lost."""
    assert text == decode(text.encode(encoding)).text
