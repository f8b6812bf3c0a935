"""What reports really do, one sentence at a time, each with the reading a person gives it."""

import pytest

from kejidata.reports import draft_of


def read(text):
    """Return value, unit and measure of each figure."""
    draft = draft_of(text)
    return list(zip(draft["value"], draft["unit"], draft["measure"], strict=True))


def test_shared_predicates_and_subjects():
    text = "全县产值、税收分别完成312亿元和18.6亿元，同比分别增长7.5%和3.2%。"
    assert read(text) == [
        (312, "亿元", "value"),
        (18.6, "亿元", "value"),
        (7.5, "%", "growth_rate"),
        (3.2, "%", "growth_rate"),
    ]
    assert read("科技人员、研发机构分别比上年增加420人、15家。") == [
        (420, "人", "change"),
        (15, "家", "change"),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "入库410家，完成市下达任务（380家）的107.9%。",
            [(410, "家", "value"), (380, "家", "target"), (107.9, "%", "completion_ratio")],
        ),
        (
            "授权量完成年度计划45件的142.2%。",
            [(45, "件", "target"), (142.2, "%", "completion_ratio")],
        ),
        ("年初计划引进项目20个，实际引进23个。", [(20, "个", "target"), (23, "个", "value")]),
        (
            "投资2亿元，占任务数的116.7%（其中：甲占48%；乙占102.8%）。",
            [
                (2, "亿元", "value"),
                (116.7, "%", "completion_ratio"),
                (48, "%", "completion_ratio"),
                (102.8, "%", "completion_ratio"),
            ],
        ),
        ("明年要新增省级平台3家以上。", [(3, "家", "target")]),
        ("争取到2027年底高企突破200家。", [(200, "家", "target")]),
        ("登记额21.5亿元，超年度目标1.5亿元。", [(21.5, "亿元", "value"), (1.5, "亿元", "change")]),
        (
            "年度目标：高企净增20家；截至9月，净增17家。",
            [(20, "家", "target"), (17, "家", "value")],
        ),
        ("同比增幅达到35%。", [(35, "%", "growth_rate")]),
        ("获国家863计划立项2项，973计划1项。", [(2, "项", "value"), (1, "项", "value")]),
    ],
)
def test_completion_and_targets_in_disguise(text, figures):
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "value", "unit", "measure"),
    [
        ("企业开办时间缩短40%", -40, "%", "growth_rate"),
        ("审批时限压缩了三分之一", -33.33, "%", "growth_rate"),
        ("三公经费缩减8%", -8, "%", "growth_rate"),
        ("成本节约两成", -20, "%", "growth_rate"),
        ("亏损面收窄2.1个百分点", -2.1, "个百分点", "change"),
        ("增幅比全县平均低1.3个百分点", -1.3, "个百分点", "change"),
        ("办理环节减少3个", -3, "个", "change"),
        ("能耗减至0.3吨", 0.3, "吨", "value"),
        ("同比多支出1.1亿元", 1.1, "亿元", "change"),
        ("授权量超过过去总和的1.2倍", 1.2, "倍", "change"),
        ("周期由62天压缩到41天", 41, "天", "value"),
        ("审批用时缩短至5个工作日", 5, "个工作日", "value"),
    ],
)
def test_movement_that_is_not_growth_by_percent(text, value, unit, measure):
    assert read(text + "。")[-1] == (value, unit, measure)


def test_a_difference_told_right_behind_its_level():
    assert read("研发人员3.6万人，增加0.4万人。")[-1] == (0.4, "万人", "change")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("培育三至五家企业", 3, 5),
        ("七八个项目落地", 7, 8),
        ("二三十家企业参会", 20, 30),
        ("奖励20万元至50万元", 20, 50),
    ],
)
def test_ranges_in_every_form(text, low, high):
    row = draft_of(text + "。").iloc[0]
    assert (row["value"], row["value_to"]) == (low, high)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("综合指数居全省前两位", 2, "位", "at_least"),
        ("至少引进3家", 3, "家", "at_least"),
        ("增速不少于8%", 8, "%", "at_least"),
        ("损失率小于5%", 5, "%", "at_most"),
        ("参会人数逾千人", 1000, "人", "at_least"),
        ("百余项成果展出", 100, "项", "at_least"),
        ("产值过百亿元", 1, "百亿元", "at_least"),
        ("占全市的1/3", 33.33, "%", "exact"),
        ("比上年少3家，低于去年12家", -3, "家", "exact"),
    ],
)
def test_bounds_and_numbers_in_words(text, value, unit, bound):
    row = draft_of(text + "。").iloc[0]
    assert (row["value"], row["unit"], row["bound"]) == (value, unit, bound)


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("开展活动150\n场次，", "150\n场次", 150, "场次"),
        ("完成投资3.\n5亿元。", "3.\n5亿元", 3.5, "亿元"),
        ("共有企业 1 235\n家。", "1 235\n家", 1235, "家"),
        ("达１２，３４５件。", "１２，３４５件", 12345, "件"),
        ("共有企业壹佰贰拾家。", "壹佰贰拾家", 120, "家"),
        ("亩均税收由12万元/亩提高。", "12万元/亩", 12, "万元/亩"),
        ("劳动生产率28.5万元/人·年。", "28.5万元/人·年", 28.5, "万元/人·年"),
        ("电池装机量3.5GWh。", "3.5GWh", 3.5, "GWh"),
        ("安装路灯2000余盏。", "2000余盏", 2000, "盏"),
        ("科技型中小企业2,000+家。", "2,000+家", 2000, "家"),
        ("建设“1+3+N”平台，技术合同成交额20+亿元。", "20+亿元", 20, "亿元"),
    ],
)
def test_numbers_as_they_are_set(text, surface, value, unit):
    row = draft_of(text).iloc[0]
    assert (row["surface"], row["value"], row["unit"]) == (surface, value, unit)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("高企总数1256，增长快。", [(1256, "")]),
        ("科技人员1000以上。", [(1000, "")]),
        ("投资1000以上项目20个。", [(1000, "万元"), (20, "个")]),
        ("投资额（万元） 1200", [(1200, "万元")]),
        ("见附件3，共5页。", []),
    ],
)
def test_units_that_the_text_leaves_out(text, figures):
    draft = draft_of(text)
    assert list(zip(draft["value"], draft["unit"], strict=True)) == figures
    assert all("unit_implied" in reason for reason in draft["reason"][:1])


@pytest.mark.parametrize(
    "text",
    [
        "前两批项目已验收。",
        "前三届大赛圆满落幕。",
        "第一，抓好培育。第二，抓好平台。",
        "页码 5/12",
        "阅读量 3456",
        "办函（2019）88号",
        "实施“1234”工程。",
        "新增企业XX家。",
    ],
)
def test_what_counts_nothing(text):
    assert read(text) == []


def test_a_limit_in_parentheses_is_one():
    rows = read("规上（主营业务收入2000万元及以上）企业研发机构建有率41%。")
    assert rows == [(2000, "万元", "threshold"), (41, "%", "value")]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("二〇一九年，新建站点4个。", ["2019"]),
        ("二〇一九年十二月，新建站点4个。", ["2019-12"]),
        ("“十三五”期间累计投入30亿元。", ["2016/2020"]),
        ("2017年总结\n截至10月底，拥有量26件；受理60件。", ["2017-10", "2017-01/2017-10"]),
        (
            "2022年上半年工作\n融资4.35亿元，完成全年任务（6亿元）的72.5%。",
            ["2022-01/2022-06", "2022", "2022-01/2022-06"],
        ),
        ("某县2020年进展（截至10月）\n收入4320万元。", ["2020-01/2020-10"]),
        ("2018年工作要点\n一、2017年工作\n专利9件。\n二、目标\n专利12件。", ["2017", "2018"]),
        ("记者从2018年科技会议获悉：去年成交额3亿元。", ["2017"]),
        ("2020年7月27日电 今年选派31名。去年贡献率61%；将新建站点5个。", ["2020", "2019", "2020"]),
    ],
)
def test_the_time_a_figure_is_of(text, periods):
    assert draft_of(text)["period"].tolist() == periods


def test_a_heading_of_a_year_gone_announces_no_plan():
    draft = draft_of("2018年工作要点\n一、2017年工作\n专利9件。\n二、目标\n专利12件。")
    assert draft["measure"].tolist() == ["value", "target"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("拥有量8.03件，是2015年末的3.2倍。", "growth_rate"),
        ("孵化面积8.6万平方米，是设区之初的7倍多。", "growth_rate"),
        ("拥有量89.6件，是全国平均的10倍。", "change"),
    ],
)
def test_a_multiple_of_an_earlier_time_is_growth(text, measure):
    assert read(text)[-1][2] == measure


@pytest.mark.parametrize("words", ["是2018年的3.2倍", "达到2018年的近3.2倍"])
def test_a_multiple_is_of_its_own_time_and_marked_as_no_growth_by_as_much(words):
    row = draft_of(f"2022年总结\n高新技术企业500家，{words}。").iloc[-1]
    assert (row["value"], row["unit"], row["period"]) == (3.2, "倍", "2022")
    assert "multiple" in row["reason"].split("|")
    grown = draft_of("2022年总结\n高新技术企业500家，增长3.2倍。").iloc[-1]
    assert "multiple" not in grown["reason"].split("|")


def test_what_stood_a_year_before_is_of_the_year_before():
    text = "2017年总结\n合同额居全国第2位，由全国第6位升至第2位，去年同期为3.2亿元。"
    assert draft_of(text)["period"].tolist() == ["2017", "2016", "2017", "2016"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("甲科〔2021〕5号\n2020年科技工作总结\n2020年，专利9件。", ["2020"]),
        ("2023年科技工作要点\n一、工作完成情况\n专利9件。\n二、目标\n专利12件。", ["2022", "2023"]),
    ],
)
def test_the_year_of_a_report_is_that_of_its_matter(text, periods):
    assert draft_of(text)["period"].tolist() == periods


def test_a_page_number_ends_no_section():
    text = "2021年工作总结\n1、下一步打算。\n- 12 -\n新增高新技术企业5家。"
    assert read(text) == [(5, "家", "target")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "增速高于全省平均0.5个、1.2个和2.4个百分点。",
            [(0.5, "个百分点", "change"), (1.2, "个百分点", "change"), (2.4, "个百分点", "change")],
        ),
        ("税收总额28.4亿元，同比增长6.1；", [(28.4, "亿元", "value"), (6.1, "%", "growth_rate")]),
        ("人均产出高于其他园区2.5倍。", [(2.5, "倍", "change")]),
        ("走访5个以上园区，惠及100人以上企业。", [(5, "个", "value"), (100, "人", "threshold")]),
        ("县下达增速目标9%。", [(9, "%", "target")]),
        ("正好完成全年指标数85件。", [(85, "件", "target")]),
        ("登记合同60份，增长1/4。", [(60, "份", "value"), (25, "%", "growth_rate")]),
        ("服务农户百余万人次。", [(1_000_000, "人次", "value")]),
        ("30名技术员中，12名为女性。", [(30, "名", "value"), (12, "名", "value")]),
        ("单耗0.42吨标准煤。", [(0.42, "吨标准煤", "value")]),
    ],
)
def test_what_is_told_in_passing(text, figures):
    assert read(text) == figures


def test_what_is_counted_is_named_without_how_it_moved():
    names = draft_of("四大支柱行业增长6%，占比回落至35%。")["indicator"].tolist()
    assert names == ["支柱行业", "支柱行业", "支柱行业占比"]


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        # A share of a goal opens no plan.
        (
            "2022年1—8月，完成进口12.6亿美元，占市工作目标的71.3%，同比增长5.1%。",
            "5.1%",
            ("growth_rate", "进口", "2022-01/2022-08"),
        ),
        # What was done by August ends what the year plans.
        (
            "2022年，在建项目18个，年计划投资6.2亿元，1-8月份完成投资2.9亿元。",
            "2.9亿元",
            ("value", "年计划投资", "2022-01/2022-08"),
        ),
        # So much of a task is done; so much is the task of which a part is done.
        (
            "2022年，完成工业投资任务21.5亿元，同比增长8%。",
            "21.5亿元",
            ("value", "工业投资", "2022"),
        ),
        ("2022年，完成工业投资任务21.5亿元的80%。", "21.5亿元", ("target", "工业投资", "2022")),
        # Up to the third quarter is not in it.
        (
            "2022年，截止三季度，工业增加值83亿元。",
            "83亿元",
            ("value", "工业增加值", "2022-01/2022-09"),
        ),
        # In all there are more than the new ones, and 总量 is no kind of people.
        (
            "2022年，新增海外人才120人，总量达860人。",
            "860人",
            ("value", "海外人才总量", "2022"),
        ),
        # 在园 (in kindergarten) is one word, 在园区 (in the park) tells a place.
        ("2022年，幼儿园62所，在园幼儿9033人。", "9033人", ("value", "在园幼儿", "2022")),
        ("2022年，在园区企业38家。", "38家", ("value", "园区企业", "2022")),
        # A rate that is named, of each.
        (
            "2022年，家电业、建材业增加值增幅分别达到50.4%和39.1%。",
            "39.1%",
            ("growth_rate", "建材业增加值", "2022"),
        ),
    ],
)
def test_goals_totals_and_words_that_look_like_others(text, surface, expected):
    row = draft_of(text).set_index("surface").loc[surface]
    assert (row["measure"], row["indicator"], row["period"]) == expected


@pytest.mark.parametrize("text", ["四类技术合同中，成交额居首。", "共建三位一体沼气池。"])
def test_kinds_of_contract_and_three_in_one_count_nothing(text):
    assert draft_of(f"2022年，{text}").empty
