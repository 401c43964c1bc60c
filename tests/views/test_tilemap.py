import csv
from pathlib import Path

import sim.world
from sim.views.tilemap import TILES


def test_every_province_of_the_data_has_one_tile_and_letters_of_its_own():
    file = Path(sim.world.__file__).parent / "data" / "provinces.csv"
    with file.open(encoding="utf-8") as lines:
        provinces = [row["province"] for row in csv.DictReader(lines)]
    assert len(provinces) == 31
    assert sorted(TILES) == sorted(provinces)
    assert len({(tile.row, tile.column) for tile in TILES.values()}) == 31
    assert len({tile.letters for tile in TILES.values()}) == 31


def test_neighbours_on_the_map_are_neighbours_in_the_country():
    def beside(one, other):
        rows, columns = (abs(TILES[one][i] - TILES[other][i]) for i in (0, 1))
        return rows + columns == 1

    for one, other in [
        ("Heilongjiang", "Jilin"),
        ("Xinjiang", "Tibet"),
        ("Gansu", "Qinghai"),
        ("Henan", "Hubei"),
        ("Jiangsu", "Shanghai"),
        ("Guangxi", "Guangdong"),
        ("Sichuan", "Chongqing"),
    ]:
        assert beside(one, other), (one, other)
