import { GlobalWindow } from 'happy-dom';

// A DOM for the page, put in place before the page's modules are loaded. The page itself is the real one. happy-dom
// 21.0.4 lacks four things that it needs; what stands in for them here does the least that is right.

const window = new GlobalWindow({ url: 'https://page.test/' });

/** Of what Node has by itself only the events are replaced: happy-dom's dispatch takes no others. */
const replaced = ['Event', 'CustomEvent', 'EventTarget', 'MessageEvent'];
const target = globalThis as unknown as Record<string, unknown>;
const source = window as unknown as Record<string, unknown>;
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis) || replaced.includes(name)) target[name] = source[name];
}
target['window'] = window;
target['document'] = window.document;

// 1. vscode-elements are form-associated, and their constructors call attachInternals.
class Internals {
  readonly form = null;
  setFormValue(): void {
    // There is no form.
  }
  setValidity(): void {
    // Nor any validation.
  }
}
Object.assign(window.HTMLElement.prototype, { attachInternals: () => new Internals() });

// 2. vscode-single-select opens its list as a popover and watches its size.
Object.assign(window.HTMLElement.prototype, { showPopover: () => undefined, hidePopover: () => undefined });
target['ResizeObserver'] ??= class {
  observe(): void {
    // Nothing has a size here.
  }
  unobserve(): void {
    // See above.
  }
  disconnect(): void {
    // See above.
  }
};

// ... and has an IntersectionObserver that never calls: here everything is in sight. test/webview-browser has a layout.
target['IntersectionObserver'] = class {
  constructor(private readonly callback: (entries: unknown[]) => void) {}
  observe(element: Element): void {
    queueMicrotask(() => this.callback([{ target: element, isIntersecting: true }]));
  }
  unobserve(): void {
    // Nothing is kept.
  }
};

// 3. DOMPurify reads nodeName and nodeType through Node.prototype, so that a page cannot shadow them. happy-dom defines
// them there as empty and again in each subclass.
type Getter = (this: unknown) => unknown;
function getterOf(prototype: object, name: string): Getter | undefined {
  const descriptor: { readonly get?: Getter } | undefined = Object.getOwnPropertyDescriptor(prototype, name);
  return descriptor?.get;
}
for (const name of ['nodeName', 'nodeType']) {
  const ownGetter = getterOf(window.Node.prototype, name);
  Object.defineProperty(window.Node.prototype, name, {
    configurable: true,
    get(this: object): unknown {
      let prototype = Object.getPrototypeOf(this) as object | null;
      while (prototype !== null && prototype !== window.Node.prototype) {
        const getter = getterOf(prototype, name);
        if (getter !== undefined) return getter.call(this);
        prototype = Object.getPrototypeOf(prototype) as object | null;
      }
      return ownGetter?.call(this);
    },
  });
}

// 4. DOMPurify removes nodes while a NodeIterator stands on them. By the DOM standard the iterator then stands on the
// node before (https://dom.spec.whatwg.org/#nodeiterator-pre-removing-steps); happy-dom's ends.
window.document.createNodeIterator = (root) => {
  const visited: Node[] = [];
  const top = root as unknown as Node;
  const nextNode = (): Node | null => {
    if (visited.length === 0) {
      visited.push(top);
      return top;
    }
    while (visited.length > 1 && !top.contains(visited.at(-1)!)) visited.pop();
    const next = following(visited.at(-1)!, top);
    if (next !== null) visited.push(next);
    return next;
  };
  return { nextNode } as unknown as ReturnType<typeof window.document.createNodeIterator>;
};

function following(node: Node, top: Node): Node | null {
  if (node.firstChild !== null) return node.firstChild;
  for (let at: Node | null = node; at !== null && at !== top; at = at.parentNode) {
    if (at.nextSibling !== null) return at.nextSibling;
  }
  return null;
}

// The HTML of the host has this link, and vscode-icon looks for it.
const codicons = document.createElement('link');
codicons.id = 'vscode-codicon-stylesheet';
document.head.append(codicons);

// Loaded later, the drop-down comes with other copies of what it imports than mocha has loaded: elements that are there stay.
Object.assign(window, { __vscodeElements_disableRegistryWarning__: true });
