/** Numbers of the last edits of drafts that the page has reported. */
export class PageEdits {
  private readonly ofColumns = new Map<string, number>();
  /** The last one that the page reported before it was ready. */
  private earlier = 0;

  /** Takes the number of an edit in a column. Without a column, the page is new, and has no later edit anywhere. */
  saw(edit: number, column?: string): void {
    if (column !== undefined) return void this.ofColumns.set(column, edit);
    this.ofColumns.clear();
    this.earlier = edit;
  }

  of(column: string): number {
    return this.ofColumns.get(column) ?? this.earlier;
  }
}
