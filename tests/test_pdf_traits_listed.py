"""Every trait of real PDFs and scans has a PDF or an image of ours that shows it, read exactly or said; this
is the list of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent

TRAITS: dict[str, tuple[str, ...]] = {
    # PDFs
    "vertical labels under a scaled matrix": ("test_pdf_traits.test_a_label_in_a_vertical_font_takes_no_other_rows",),
    "ruling lines as short strokes": ("test_pdf_traits.test_rules_of_short_strokes",),
    "ruling lines as filled rectangles": (
        "test_pdf_traits.test_rules_of_short_strokes",
        "test_pdf_oracle.test_every_cell_of_a_report_is_the_oracles",
    ),
    "ruling lines as images": ("test_pdf_traits.test_rules_of_images_level_or_upright_ones_alone_and_none",),
    "ruling lines missing on one side": ("test_pdf_traits.test_double_rules_and_missing_sides",),
    "double rules": ("test_pdf_traits.test_double_rules_and_missing_sides",),
    "level rules alone, upright ones alone, none": (
        "test_pdf_traits.test_rules_of_images_level_or_upright_ones_alone_and_none",
        "test_reader_pdf_aligned.test_the_figures_come_back",
    ),
    "cells over pages": (
        "test_reader_pdf_joining.test_a_table_comes_back_wherever_the_page_ends",
        "test_reader_pdf_heads.test_heads_come_back_wherever_the_page_ends",
    ),
    "coloured heads": (
        "test_pdf_traits.test_bright_and_white_text_that_one_can_read_is_kept",
        "test_pdf_traits.test_coloured_heads_without_their_own_rules",
    ),
    "landscape and rotated pages": (
        "test_reader_pdf.test_rotated_pages_and_forms",
        "test_pdf_traits.test_a_page_that_is_turned_and_upright_text_on_it",
        "test_reader_pdf.test_text_written_sideways_is_turned_upright",
    ),
    "two pages on a sheet": ("test_reader_pdf.test_two_pages_on_one_sheet_with_tables",),
    "two columns of prose": ("test_reader_pdf_parts.test_columns_of_prose",),
    "a watermark of turned text": ("test_pdf_traits.test_turned_text_over_a_table_is_a_watermark",),
    "a watermark of pale text": ("test_pdf_traits.test_large_pale_text_over_a_table_is_a_watermark",),
    "a seal over the table": ("test_pdf_unseen.test_a_seal_over_the_table_takes_and_adds_nothing",),
    "raised note marks": (
        "test_pdf_traits.test_a_raised_note_is_no_digit",
        "test_pdf_traits.test_a_raised_note_in_a_sentence_is_no_digit",
    ),
    "struck-out figures": (
        "test_pdf_traits.test_struck_out_figures_are_not_read_and_said",
        "test_pdf_unseen.test_crossed_out_figures_are_not_read",
        "test_pdf_unseen.test_figures_under_a_scrawl_or_a_filled_stroke_are_not_read",
        "test_pdf_unseen.test_figures_crossed_out_in_notes_are_not_read",
        "test_pdf_unseen.test_a_figure_struck_out_in_its_middle_is_none_at_all",
    ),
    "decimals and figures over two lines of a cell": (
        "test_pdf_traits.test_figures_over_two_lines_of_a_cell",
        "test_pdf_traits.test_a_figure_that_fills_its_cell_goes_on_in_the_next_line",
    ),
    "text without ToUnicode": ("test_pdf_traits.test_figures_whose_font_has_no_unicode_values_are_said",),
    "invisible text": ("test_pdf_traits.test_invisible_text_is_not_read_and_said",),
    "radicals for ideographs": (
        "test_pdf_traits.test_radicals_in_a_table_are_the_ideographs_that_they_look_like",
        "test_reader_pdf_parts.test_radicals_are_the_characters_they_look_like",
    ),
    "form fields": ("test_reader_pdf.test_text_of_form_fields_is_read",),
    "annotations": ("test_pdf_traits.test_what_is_typed_in_notes_is_read_and_what_notes_say_besides_is_not",),
    "titles across lines and in ornamental type": (
        "test_pdf_unseen.test_titles_in_ornamental_type_are_read",
        "test_pdf_unseen.test_an_arched_title_is_said",
    ),
    "a figure under a patch, another typed over it": ("test_pdf_unseen.test_a_figure_under_a_patch_is_not_read",),
    "figures cut by a clip or by the page's edge": (
        "test_pdf_unseen.test_a_figure_that_its_clip_cuts_is_none",
        "test_pdf_unseen.test_figures_that_the_edge_of_the_page_cuts_are_none",
    ),
    "layers that are off": ("test_pdf_unseen.test_a_layer_that_is_off_is_not_read",),
    "text replaced for reading aloud": ("test_pdf_unseen.test_what_is_printed_counts_not_what_is_to_be_read_for_it",),
    "figures printed twice or over each other": (
        "test_pdf_unseen.test_figures_printed_twice_are_read_once",
        "test_pdf_unseen.test_figures_printed_over_each_other_are_none",
    ),
    "digits drawn one by one, in any order": ("test_pdf_unseen.test_digits_drawn_one_by_one_are_one_figure",),
    "narrow and wide digits, wrong widths": (
        "test_pdf_unseen.test_narrow_and_wide_digits_are_all_read",
        "test_pdf_unseen.test_wrong_widths_of_a_font_lose_nothing",
    ),
    "figures drawn as shapes or images": ("test_pdf_unseen.test_a_figure_that_is_drawn_is_said",),
    "pages in units of their own": (
        "test_pdf_traits.test_a_page_with_a_unit_of_its_own",
        "test_pdf_programs.test_what_programs_do_to_pages_changes_no_figure",
    ),
    "encrypted files": ("test_reader_pdf.test_an_encrypted_file_says_so",),
    "PDFs of other programs": ("test_pdf_programs.test_nothing_is_read_wrong_from_the_pdfs_of_other_programs",),
    # scans
    "rules under noise, specks, seals, punch holes, shadows, folds, in two tones": (
        "test_scans.test_the_cells_are_found_whatever_lies_over_them",
        "test_scans.test_figures_of_a_scan",
    ),
    "100 to 300 dots an inch": ("test_scans.test_the_cells_are_found_at_any_resolution",),
    "turned and on their side": ("test_scans.test_which_way_the_lines_of_a_page_run",),
    "photographs aslant": ("test_scans.test_a_photographed_page_is_made_level",),
    "a broken line": ("test_scans.test_the_cells_are_found_whatever_lies_over_them",),
    "figures that lie over a rule": ("test_scans.test_a_figure_that_lies_over_a_rule_is_never_sure",),
    "scanned titles across lines and in ornamental type": ("test_scans.test_titles_of_scans_in_ornamental_type",),
    "pages of text and scanned pages in one file": (
        "test_scans.test_pages_of_text_and_scanned_pages_in_one_file",
        "test_reader_pdf_pasted.test_a_pasted_table_is_recognised_where_it_stands",
    ),
    "a relation that does not hold is doubted first": (
        "test_doubt.test_what_image_and_relation_agree_on_is_the_value",
        "test_doubt.test_a_figure_that_is_not_clear_leaves_a_doubt",
    ),
    "an organ's real mistake stays its own": (
        "test_scans.test_a_wrong_sum_that_is_printed_so_stays_the_organs",
        "test_doubt.test_an_organs_own_mistake_stays_its_own_where_the_image_is_clear",
    ),
    "PNG, JPEG, TIFF of several pages": ("test_images.test_kinds_of_images",),
    "HEIC": ("test_images.test_a_heic_photograph",),
    "several images as one report": (
        "test_images.test_several_images_are_one_document_in_their_order",
        "test_images.test_pages_photographed_one_by_one_are_one_report",
    ),
}  # fmt: skip


def _tests_of(module: str) -> set[str]:
    tree = ast.parse((_TESTS / f"{module}.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("trait", TRAITS)
def test_each_trait_has_its_test(trait: str) -> None:
    for name in TRAITS[trait]:
        module, function = name.split(".")
        assert function in _tests_of(module)
