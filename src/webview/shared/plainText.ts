/** UTF-16 code units of a box of text. It ends at the first newline after `boxSize`, and after `maxBoxLength` in any case. */
const boxSize = 8_000;
const maxBoxLength = 32_000;

/**
 * Text as it is, appended to in boxes. A million characters in one text node would be laid out anew at every delta;
 * in boxes, of which the browser skips those out of sight (`content-visibility`), an addition costs what it adds.
 */
export class PlainText {
  private shown = '';
  private box: Text | undefined;

  constructor(private readonly target: HTMLElement) {}

  /** Shows `text`: by appending where it goes on from what is shown, otherwise anew. */
  update(text: string): void {
    if (!text.startsWith(this.shown)) {
      this.target.replaceChildren();
      this.shown = '';
      this.box = undefined;
    }
    let at = this.shown.length;
    while (at < text.length) at = this.append(text, at);
    this.shown = text;
  }

  /** Adds what fits into the box that is open. Returns where in `text` the next box begins. */
  private append(text: string, from: number): number {
    const box = (this.box ??= this.openBox());
    const newline = text.indexOf('\n', from + Math.max(0, boxSize - box.length));
    const full = endOfCharacter(text, from + maxBoxLength - box.length);
    const end = newline === -1 ? full : Math.min(newline, full);
    box.appendData(text.slice(from, end));
    if (end >= text.length) return text.length;
    this.closeBox(box);
    // A box is a block and begins on a new line: the newline that it ended at would stand there twice.
    return end === newline ? end + 1 : end;
  }

  /** A full box does not change any more: out of sight, the browser need not lay it out. */
  private closeBox(box: Text): void {
    box.parentElement?.classList.add('full');
    this.box = undefined;
  }

  private openBox(): Text {
    const text = document.createTextNode('');
    const element = document.createElement('div');
    element.className = 'text-box';
    element.append(text);
    this.target.append(element);
    return text;
  }
}

/** Returns `end`, moved out of a surrogate pair. */
export function endOfCharacter(text: string, end: number): number {
  const before = text.charCodeAt(end - 1);
  return end < text.length && before >= 0xd800 && before <= 0xdbff ? end + 1 : end;
}
