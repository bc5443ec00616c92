import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Ten shades around the accent; the tokens decide what is seen, Mantine only asks for a scale. */
const TIDE: MantineColorsTuple = [
  '#e6f6f8',
  '#d2ecf0',
  '#a6dae2',
  '#77c7d3',
  '#4fb5c4',
  '#2ba2b4',
  '#158a9d',
  '#0b7285',
  '#095c6b',
  '#063f4a',
];

/** Mantine in the sizes and shapes of theme/tokens.css. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'tide',
  colors: { tide: TIDE },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '0.9375rem', xl: '1.25rem' },
  radius: { xs: '4px', sm: '6px', md: '9px', lg: '9px', xl: '9px' },
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
    MultiSelect: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true, maw: 420 } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-start' } },
  },
});

/** Mantine's own variables, told by our tokens: one source of colour. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--background)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--dim)',
    '--mantine-color-default': 'var(--panel)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-placeholder': 'var(--dim)',
    '--mantine-color-anchor': 'var(--tide-ink)',
    '--mantine-primary-color-filled': 'var(--tide)',
    '--mantine-primary-color-filled-hover': 'var(--tide-strong)',
    '--mantine-primary-color-contrast': 'var(--on-tide)',
    '--mantine-line-height': 'var(--leading)',
  },
  light: {},
  dark: {},
});
