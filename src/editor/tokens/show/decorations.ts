import { DecorationRangeBehavior, Disposable, ThemeColor, window } from 'vscode';
import type { TextEditor, Range } from 'vscode';
import { colourCount } from '../../../core/tokens/shown/spanColours';
import { tokenColourIds } from '../../shared/contributions';

/** The five kinds of box around tokens, and the line under what the other side of a comparison cuts otherwise. */
export class TokenDecorations {
  private readonly difference = window.createTextEditorDecorationType({
    borderStyle: 'solid',
    borderWidth: '0 0 2px 0',
    borderColor: new ThemeColor('editorInfo.foreground'),
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });

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

  /** All colours in one turn, so that VS Code draws them in one frame: on a long line each frame is dear. */
  draw(editor: TextEditor, byColour: readonly (readonly Range[])[], differing: readonly Range[]): void {
    for (const [colour, type] of this.boxes.entries()) editor.setDecorations(type, byColour[colour] ?? []);
    editor.setDecorations(this.difference, differing);
  }

  clear(editor: TextEditor): void {
    for (const type of [...this.boxes, this.difference]) editor.setDecorations(type, []);
  }

  /** Takes the colours off every editor. */
  dispose(): void {
    Disposable.from(...this.boxes, this.difference).dispose();
  }
}
