import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './theme/tokens.css';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiContext } from './api/api-context';
import { connect } from './api/connect';
import { startPreferences } from './api/keep-preferences';
import { listenEarly } from './api/listen-early';
import { readEarly } from './api/read-early';
import { App } from './app';
import { NoSession } from './no-session';
import { appearanceManager } from './theme/appearance';
import { mantineTheme, resolveVariables } from './theme/mantine-theme';

/** How long the first picture waits for the workspace, in milliseconds. */
const LONGEST_WAIT_MS = 100;

const queries = new QueryClient({
  defaultOptions: {
    // The core says when something changed; asking again on every focus would only burn the disk.
    queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

async function start(): Promise<void> {
  const root = createRoot(document.getElementById('root') ?? document.body);
  const show = (content: ReactNode): void => {
    root.render(
      <StrictMode>
        <MantineProvider
          theme={mantineTheme}
          cssVariablesResolver={resolveVariables}
          colorSchemeManager={appearanceManager}
          defaultColorScheme="auto"
        >
          {content}
        </MantineProvider>
      </StrictMode>,
    );
  };
  const connected = await connect();
  if (connected === undefined) {
    show(<NoSession />);
    return;
  }
  // Asked before the stream of events is, which all later calls wait for: nothing there tells of preferences.
  const preferences = startPreferences(connected);
  const transport = listenEarly(connected);
  const workspace = readEarly(queries, transport);
  // Before the first picture: panes that jump to their remembered sizes would be worse than a few milliseconds, and
  // while a picture without the workspace is drawn, the answer that all other questions wait for lies unread.
  await Promise.all([preferences, Promise.race([workspace, sleep(LONGEST_WAIT_MS)])]);
  show(
    <ApiContext value={transport}>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </ApiContext>,
  );
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

void start();
