declare const __TIDEMARK_VERSION__: string;

/** Tidemark's version, put in by the build; run from source it is `0.0.0`. */
export const VERSION: string = typeof __TIDEMARK_VERSION__ === 'undefined' ? '0.0.0' : __TIDEMARK_VERSION__;
