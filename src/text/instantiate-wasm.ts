// A module of ours that the build compiled to WebAssembly and stored as base64, since parsers open no files.

// The little of WebAssembly that is used here; lib.dom would declare it, with much that Node has not.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: unknown;
  }
  function validate(bytes: Uint8Array): boolean;
}

const compiled = new Map<string, WebAssembly.Module | null>();

/** False where WebAssembly (`node --jitless`) or its SIMD part is missing. */
export function isWasmUsable(base64: string): boolean {
  return moduleOf(base64) !== undefined;
}

/** A fresh instance's exports; undefined where it is not usable. */
export function instantiateWasm<Exports>(base64: string): Exports | undefined {
  const module = moduleOf(base64);
  return module && (new WebAssembly.Instance(module).exports as Exports);
}

function moduleOf(base64: string): WebAssembly.Module | undefined {
  let module = compiled.get(base64);
  if (module === undefined) {
    const wasm = Buffer.from(base64, 'base64');
    const isUsable = typeof WebAssembly === 'object' && WebAssembly.validate(wasm);
    module = isUsable ? new WebAssembly.Module(wasm) : null;
    compiled.set(base64, module);
  }
  return module ?? undefined;
}
