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

/** A fresh instance's exports; undefined where WebAssembly (`node --jitless`) or its SIMD part is missing. */
export function instantiateWasm<Exports>(base64: string): Exports | undefined {
  let module = compiled.get(base64);
  if (module === undefined) {
    const wasm = Buffer.from(base64, 'base64');
    const isUsable = typeof WebAssembly === 'object' && WebAssembly.validate(wasm);
    module = isUsable ? new WebAssembly.Module(wasm) : null;
    compiled.set(base64, module);
  }
  return module === null ? undefined : (new WebAssembly.Instance(module).exports as Exports);
}
