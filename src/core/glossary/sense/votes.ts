import type { SenseForm, SenseTable } from './senseTable';

/** Knows which sense of a form each entry speaks for, for one form after the other. */
export class Votes {
  /** The side of each entry. Below 0: the AI sense. Above 0: one more than the number of another sense. 0: none. */
  readonly of: Int8Array;
  private form: SenseForm | undefined;

  constructor(private readonly table: SenseTable) {
    this.of = new Int8Array(table.packed.length);
  }

  take(form: SenseForm): void {
    if (form === this.form) return;
    if (this.form) this.put(this.form, true);
    this.put(form, false);
    this.form = form;
  }

  /**
   * Writes or clears the sides of a form. Of several lists with an entry the last counts; those of the AI sense come
   * last.
   */
  private put(form: SenseForm, isCleared: boolean): void {
    let sense = 0;
    for (const number of form.lists) {
      const { ours, others } = this.table.lists[number]!;
      for (let i = 1; i <= others.length; i++) this.mark(ours + i, isCleared ? 0 : Math.min(sense++, maxSenses) + 1);
    }
    for (const number of form.lists) this.mark(this.table.lists[number]!.ours, isCleared ? 0 : -1);
  }

  private mark(list: number, side: number): void {
    const { listEntries, listEnds } = this.table;
    const end = listEnds[list]!;
    for (let at = list === 0 ? 0 : listEnds[list - 1]!; at < end; at++) this.of[listEntries[at]!] = side;
  }
}

/** The number of senses that `of` can tell apart. */
const maxSenses = 120;
