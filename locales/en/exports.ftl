# Lists to take away, and what stands on paper (src/exports).
list-answers = Answers to your questions
export-title = Take the list with you
export-take = { $n ->
    [0] You export nobody.
    [one] You export { $n } person.
   *[other] You export { $n } people.
}
export-noted = With a filter you export only the people you see. We note who exports.
export-lists = As a list
export-columns = Columns
export-columns-hint = Tick what you want, in the order you want. We remember it for next time.
export-up = Move { $column } up
export-down = Move { $column } down
export-paper = On paper
export-paper-hint = Those who have a seat, by name.
export-by-stop = Separate sheets for each stop
export-sheet = Sign-in sheet
export-badges = Name badges
export-badges-hint = Ten on a sheet, 85 × 55 mm
export-choose = Choose columns
export-choose-hint = And their order
export-too-many = At most { $most } people fit on paper, and there are { $n }. Choose a filter, or take a list.
paper-sheet-title = Sign-in sheet: { $title }
paper-badges-title = Name badges: { $title }
paper-signature = Signature
paper-nobody = Nobody yet.
paper-no-stop = At none of the stops
paper-page = Sheet { $n } of { $of }
