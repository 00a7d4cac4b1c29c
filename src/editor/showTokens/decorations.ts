import { DecorationRangeBehavior, Disposable, ThemeColor, window } from 'vscode';
import type { TextEditor, Range } from 'vscode';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { colourCount } from '../../core/tokens/spanColours';
import { tokenColourIds } from '../contributions';

/** Ranges by colour, and the places where the colours of a line end before the line does. */
export interface TokenRanges {
  readonly byColour: readonly (readonly Range[])[];
  readonly cuts: readonly Range[];
}

/** The five kinds of box around tokens, and the note at the end of a line that is coloured in part. */
export class TokenDecorations {
  private readonly boxes = Array.from({ length: colourCount }, (_, colour) =>
    window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor(tokenColourIds.background(colour)),
      // Only the high-contrast defaults have a border: there is no background there.
      border: '1px solid',
      borderColor: new ThemeColor(tokenColourIds.border(colour)),
      borderRadius: '3px',
      rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    }),
  );
  private readonly cut = window.createTextEditorDecorationType({
    before: {
      contentText: ' tokens of the rest of this line are not shown ',
      color: new ThemeColor('editorCodeLens.foreground'),
      fontStyle: 'italic',
    },
  });

  /** Draws one colour a turn: thousands of ranges take milliseconds to hand over. */
  async draw(editor: TextEditor, ranges: TokenRanges, isStale: () => boolean): Promise<void> {
    for (const [colour, type] of this.boxes.entries()) {
      if (isStale()) return;
      editor.setDecorations(type, ranges.byColour[colour] ?? []);
      await nextTurn();
    }
    if (!isStale()) editor.setDecorations(this.cut, ranges.cuts);
  }

  clear(editor: TextEditor): void {
    for (const type of [...this.boxes, this.cut]) editor.setDecorations(type, []);
  }

  /** Takes the colours off every editor. */
  dispose(): void {
    Disposable.from(...this.boxes, this.cut).dispose();
  }
}
