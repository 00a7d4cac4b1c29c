import { EventEmitter } from 'vscode';

/** The results that runs of this window write now, by their paths. */
export class RunsUnderWay {
  private readonly paths = new Set<string>();
  private readonly changed = new EventEmitter<string>();
  readonly onDidChange = this.changed.event;

  has(path: string): boolean {
    return this.paths.has(path);
  }

  begin(path: string): void {
    this.paths.add(path);
    this.changed.fire(path);
  }

  end(path: string): void {
    this.paths.delete(path);
    this.changed.fire(path);
  }
}
