/** Ids of the headings of one text, as GitHub makes them; of equal headings the second ends in `-1`. */
export class Anchors {
  private readonly taken = new Set<string>();

  of(heading: string): string {
    const plain = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s+/g, '-');
    let id = plain;
    for (let copy = 1; this.taken.has(id); copy += 1) id = `${plain}-${copy}`;
    this.taken.add(id);
    return id;
  }
}

/** Returns the id of a heading that is the only one with its words. */
export const anchorOf = (heading: string): string => new Anchors().of(heading);
