/** Environment variable of the extension host: path of the JSON file that holds a SuiteRun. */
export const suiteVariable = 'AI_FIELD_GUIDE_SUITE';

/** A request to the mocha entry (test/editor/index.ts): what to run. */
export interface SuiteRun {
  /** Bundled test files, absolute. */
  files: string[];
  /** The mocha reporter, absolute. */
  reporter: string;
  /** Where the reporter writes its counts, absolute. */
  result: string;
  colors: boolean;
  /** Runs only the tests whose full title contains this. */
  grep?: string | undefined;
  /** Of the tests whose title ends with `@deep`: these alone, or all others. Missing: both. */
  deep?: 'only' | 'none' | undefined;
  /** Missing in desktop VS Code: nobody is there to use mouse and keyboard. */
  bridge?: { url: string; token: string } | undefined;
  /** The window is reloaded after the run, so the extension host must still be alive then, as it is for a user. */
  stayOpen: boolean;
}

/** Something a user does or sees. With `webview`, inside the webview in which that selector is visible. */
export type UiAction =
  | {
      do: 'click' | 'choose' | 'rightClick' | 'text' | 'value' | 'html' | 'count' | 'hoverOver';
      selector: string;
      webview?: string | undefined;
    }
  | { do: 'boxes'; of: string }
  | { do: 'fill'; selector: string; value: string; webview?: string | undefined }
  /** Pastes a file that is in the clipboard. */
  | { do: 'paste'; selector: string; name: string; base64: string; webview?: string | undefined }
  | { do: 'hover' | 'type'; text: string }
  | { do: 'key'; key: string }
  | { do: 'command'; title: string }
  | { do: 'openFile' | 'screenshot'; name: string }
  /** Reads everything that VS Code keeps in the browser. */
  | { do: 'stored' };

/** An element as it is drawn. CSS pixels of the page, and computed colours. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  background: string;
  border: string;
}

/** One request of the suite to the process that runs it. */
export type BridgeRequest =
  | UiAction
  | { do: 'print'; text: string }
  /** `pid`: of the extension host. */
  | { do: 'finished'; pid: number }
  /** A second window on the same folder, in a browser profile of its own. */
  | { do: 'openSecondWindow' }
  | { do: 'closeSecondWindow' }
  | { do: 'inSecondWindow'; action: UiAction };

/** Its answer: text for `text`, `value`, `html`, `hover`, `stored`, `screenshot` (a path) and `boxes` (JSON), a number for `count` and `choose`, else null. */
export type BridgeAnswer = { value: string | number | null } | { error: string };
