from kejidata.files import paths


def test_processed_folder_holds_what_load_and_the_registry_read():
    names = {path.name for path in paths.processed().iterdir()}
    assert {"observations.csv", "indicators.csv", "regions.csv", "sources.csv"} <= names


def test_data_inside_the_package_goes_before_data_beside_it(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "kejidata")
    beside = tmp_path / "data" / "processed"
    beside.mkdir(parents=True)
    assert paths.processed() == beside
    inside = tmp_path / "kejidata" / "data"
    inside.mkdir(parents=True)
    assert paths.processed() == inside
