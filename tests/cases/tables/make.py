"""Writes the sample tables beside this file, as programs of the trade export them. All names are invented.

Run `python tests/cases/tables/make.py` after a change; the files are checked in.
"""

import csv
import io
from datetime import date, datetime
from pathlib import Path

HERE = Path(__file__).parent


def text(name: str, lines: list[str], *, encoding: str, delimiter: str = ",") -> None:
    """A text table; its cells are written here with a bar between them."""
    whole = io.StringIO(newline="")
    csv.writer(whole, delimiter=delimiter, lineterminator="\r\n").writerows(line.split("|") for line in lines)
    (HERE / name).write_bytes(whole.getvalue().encode(encoding))


def yonyou() -> None:
    """An open-item list as the programs of 用友 print it, saved as CSV by Excel on Chinese Windows (GBK)."""
    text(
        "yonyou-gbk.csv",
        [
            "应收款明细表||||||||||",
            "核算单位：清禾机电有限公司||||||||打印日期：2026-11-05||",
            "客户编码|客户名称|单据类型|单据号|单据日期|到期日|币种|原币金额|已收金额|余额|业务员",
            "0101|宁波海拓实业有限公司|销售发票|25332000000012345678|2026-06-30|2026-07-30|人民币|128,600.00|28600|100,000.00|顾青",
            "0101|宁波海拓实业有限公司|销售发票|25332000000012345679|2026-07-31|2026-08-30|人民币|54320.50|0|54320.50|顾青",
            "0102|苏州恒泽轴承厂|销售发票|25332000000012345702|2026-08-05|2026-09-04|人民币|9800|—|9800|陆明",
            "0102|苏州恒泽轴承厂|其他应收单|25332000000012345703|2026-08-12|45-12|人民币|1200|0|1200|陆明",
            "|合计||||||193,920.50|28600|165,320.50|",
            "制表人：周岚||||||||||",
        ],
        encoding="gbk",
    )


def tplus() -> None:
    """用友 T+ 往来对账明细: headings of three lines over merged cells; UTF-8 with its mark."""
    text(
        "tplus-three-lines.csv",
        [
            "往来对账明细||||||||||",
            "往来单位|凭证日期|业务单号|到期日|业务员|借方||||||摘要",
            "|||||发生||已结||未结||",
            "|||||金额|本币|金额|本币|金额|本币|",
            "海门金盛纺织有限公司|2026.5.8|XS-2026-0508|2026年6月7日|沈一|30000|30000|12000|12000|18000|18000|坯布",
            "海门金盛纺织有限公司|2026.6.9|XS-2026-0609|2026年7月9日|沈一|（500.00）|（500.00）|||（500.00）|（500.00）|红字",
            "太仓联信包装有限公司|2026.6.20|XS-2026-0620|2026年7月20日|沈一|8,640.00|8,640.00|||8,640.00|8,640.00|纸箱",
        ],
        encoding="utf-8-sig",
    )


def erpnext() -> None:
    """ERPNext, report Accounts Receivable: English headings, buckets beside the invoices, a total at the end."""
    head = "Posting Date|Customer|Voucher Type|Voucher No|Due Date|Invoiced Amount|Paid Amount|Credit Note|"
    text(
        "erpnext.csv",
        [
            head + "Outstanding Amount|Age (Days)|0-30|31-60|61-90|91-120|121-Above|Currency|Sales Person",
            "2026-07-01|Norden Tools AB|Sales Invoice|SINV-26-00071|2026-07-31|4200.00|1200.00|0.00|3000.00|97|0|0|0|3000|0|USD|Lin",
            "2026-08-15|Norden Tools AB|Sales Invoice|SINV-26-00088|2026-09-14|1850.00|0.00|50.00|1800.00|52|0|1800|0|0|0|USD|Lin",
            "2026-09-02|Baltic Fasteners SIA|Sales Invoice|SINV-26-00093|2026-10-02|760.40|0.00|0.00|760.40|34|0|760.4|0|0|0|EUR|Lin",
            "|Total||||||||||||||||",
        ],
        encoding="utf-8",
    )


def odoo() -> None:
    """Odoo, list of invoices; semicolons, the customer's own way of writing days."""
    text(
        "odoo.csv",
        [
            "Number|Invoice Partner Display Name|Invoice Date|Due Date|Total|Amount Due|Payment Status",
            "INV/2026/00041|Halden Marine|03/08/2026|02/09/2026|1,240.00|1,240.00|Not Paid",
            "INV/2026/00042|Halden Marine|25/08/2026|24/09/2026|980.00|480.00|Partially Paid",
        ],
        encoding="utf-8",
        delimiter=";",
    )


def unicode_text() -> None:
    """Excel's "Unicode text": UTF-16 with tabs, full-width digits, blanks in several forms."""
    text(
        "unicode-text.txt",
        [
            "客户简称|合同编号|应收金额|已收金额|未收金额|约定付款日",
            "上海申禾|HT-2026-018|￥１２，０００．００|-|12000|2026/9/1",
            "上海申禾|HT-2026-021|6500元|无|6500元|20260915",
            "杭州启元|HT-2026-022|||3000|2026年9月20日",
        ],
        encoding="utf-16",
        delimiter="\t",
    )


def sections() -> None:
    """A list by customer: 万元 above the table, a line for each customer, subtotals, headings again on each page."""
    text(
        "sections-gb18030.csv",
        [
            "逾期应收账款一览表||||",
            "金额单位：万元||||截至日期：2026-10-31",
            "发票号码|开票日期|到期日|应收金额|未收金额",
            "客户：无锡拓达机械有限公司||||",
            "24322000000100000001|2026-03-01|2026-04-30|12.5|12.5",
            "24322000000100000002|2026-04-01|2026-05-31|8|3.25",
            "小计|||20.5|15.75",
            "发票号码|开票日期|到期日|应收金额|未收金额",
            "客户：常州㐱记五金行||||",
            "24322000000100000007|2026-05-01|2026-06-30|0.68|0.68",
            "小计|||0.68|0.68",
            "总计|||21.18|16.43",
        ],
        encoding="gb18030",
    )


def trap() -> None:
    """English headings and one Chinese word whose GBK bytes are valid UTF-8 as well."""
    text(
        "trap-gbk.csv",
        ["Customer,Invoice No,Due Date,Amount".replace(",", "|"), "实业|A-1|2026-08-01|100.00"],
        encoding="gbk",
    )


def ledger() -> None:
    """A ledger of one customer: a balance that runs from line to line, receipts as lines of their own."""
    text(
        "ledger.csv",
        [
            "客户名称：镇江远航物流有限公司|||||",
            "凭证日期|凭证号|摘要|本期应收|本期收回|余额",
            "2026-01-01||期初余额|||5000",
            "2026-01-10|记-5|运费|3000||8000",
            "2026-02-10|记-9|运费|2000||10000",
            "2026-02-20|记-12|收款||8000|2000",
            "2026-03-10|记-15|运费|1500||3500",
            "2026-04-10|记-21|运费|2500||6000",
        ],
        encoding="utf-8",
    )


def ageing() -> None:
    """An ageing summary: sums of customers, no invoices."""
    text(
        "ageing.csv",
        ["客户名称|未到期|1-30天|31-60天|90天以上|应收余额", "盐城明达化工|100|0|0|50|150", "合计|100|0|0|50|150"],
        encoding="utf-8",
    )


def kingdee() -> None:
    """金蝶 到期债权表 as a workbook: real days, headings of two lines, a number that Excel has spoiled, a hidden sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "到期债权表"
    for line in [
        ["到期债权表", None, None, None, None, None, None, None],
        ["客户", "单据编号", "业务日期", "到期日", "应收金额", None, "过期天数", "备注"],
        [None, None, None, None, "原币", "已核销金额", None, None],
        [
            "佛山南星建材有限公司",
            "AR00001207",
            datetime(2026, 5, 6),
            datetime(2026, 6, 5, 0, 0),
            45600.1,
            5600.1,
            153,
            None,
        ],
        ["佛山南星建材有限公司", "AR00001233", date(2026, 6, 11), 46214, 0.1 + 0.2, 0, None, "零头"],
        ["中山富华灯饰厂", 25442000000100012345, date(2026, 7, 1), date(2026, 7, 31), 7300, None, 97, None],
        ["合计", None, None, None, 52900.4, 5600.1, None, None],
    ]:
        sheet.append(line)
    hidden = book.create_sheet("旧数据")
    hidden.append(["客户", "单据编号", "到期日", "应收金额"])
    hidden.sheet_state = "hidden"
    book.properties.created = book.properties.modified = datetime(2026, 11, 1)
    book.save(HERE / "kingdee.xlsx")


if __name__ == "__main__":
    for make in (yonyou, tplus, erpnext, odoo, unicode_text, sections, trap, ledger, ageing, kingdee):
        make()
