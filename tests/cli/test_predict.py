"""`sim predict` refuses what it can't use before anything runs."""


def test_the_file_of_fits_has_to_be_there(sim) -> None:
    done = sim("predict", "--ensemble", "nothing.csv")
    assert done.exit_code == 2
    assert "there is no file 'nothing.csv'" in done.stderr


def test_a_parameter_of_the_fits_is_not_set_beside(sim, tmp_path) -> None:
    (tmp_path / "fits.csv").write_text("online.taste_growth\n0.2\n")
    words = ("predict", "--ensemble", tmp_path / "fits.csv", "--set", "online.taste_growth=0.1")
    done = sim(*words)
    assert done.exit_code == 2
    assert "has values of it" in done.stderr
