#!/bin/sh
# Sets up a private Oracle MySQL 9 beside the machine's MariaDB, for tests that want both vendors.
#
# Debian's MySQL conflicts with its MariaDB packages and needs a newer libc, so it lives in a chroot made by
# debootstrap from Debian's unstable suite. About 750 MB, one to three minutes; opt in by running this.
#
#   scripts/setup-mysql.sh [DIR]          set up and start; prints TIDEMARK_TEST_MYSQL_URL=mysql://…
#   scripts/setup-mysql.sh --url [DIR]    print the URL when the server answers, else exit 1
#   scripts/setup-mysql.sh --stop [DIR]   stop the server, keep the files
#   scripts/setup-mysql.sh --remove [DIR] stop the server and delete DIR
#
# DIR is ${XDG_CACHE_HOME:-$HOME/.cache}/tidemark/mysql when not given. Needs root (chroot, debootstrap).
# TIDEMARK_MYSQL_PORT chooses the port (33097). The server listens on 127.0.0.1 only, root has no password:
# it is for throw-away test data and nothing else.
set -eu

action=start
case "${1:-}" in
  --url) action=url; shift ;;
  --stop) action=stop; shift ;;
  --remove) action=remove; shift ;;
  -h | --help) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 0 ;;
  -*) echo "unknown option $1; try --help" >&2; exit 64 ;;
esac

dir=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/tidemark/mysql}
root=$dir/root
data=$root/srv/tidemark
port=${TIDEMARK_MYSQL_PORT:-33097}
url=mysql://root@127.0.0.1:$port

say() { echo "setup-mysql: $*" >&2; }

server_pid() {
  # The pid file is written inside the chroot; a stale one must not make us signal a stranger.
  [ -s "$data/mysqld.pid" ] || return 1
  pid=$(cat "$data/mysqld.pid")
  [ "$(readlink "/proc/$pid/root" 2>/dev/null)" = "$(readlink -f "$root")" ] || return 1
  echo "$pid"
}

answers() {
  chroot "$root" mysql --no-defaults --protocol=tcp --host=127.0.0.1 --port="$port" --user=root \
    --connect-timeout=2 --execute='SELECT 1' >/dev/null 2>&1
}

stop_server() {
  if pid=$(server_pid); then
    kill "$pid"
    tries=0
    while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 200 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    say "stopped"
  fi
}

# The mirror that this machine already uses: in /etc/apt/sources.list or a deb822 file, Debian's own entry.
find_mirror() {
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -r "$list" ] || continue
    sed -n 's/^deb  *\(\[[^]]*\]  *\)\{0,1\}\([a-z]*:\/\/[^ ]*\/debian\)\/\{0,1\} .*/\2/p' "$list"
  done
  for list in /etc/apt/sources.list.d/*.sources; do
    [ -r "$list" ] || continue
    sed -n 's/^URIs:  *\([a-z]*:\/\/[^ ]*\/debian\)\/\{0,1\}\( .*\)\{0,1\}$/\1/p' "$list"
  done
}

set_up() {
  if [ -x "$root/usr/sbin/mysqld" ]; then return; fi
  if [ "$(id -u)" != 0 ]; then
    say "needs root: debootstrap and chroot do not work without it"
    exit 2
  fi
  if ! command -v debootstrap >/dev/null 2>&1; then
    say "installing debootstrap"
    apt-get -o DPkg::Lock::Timeout=400 update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 install -y --no-install-recommends \
      debootstrap >/dev/null
  fi
  mirror=$(find_mirror | head -n 1)
  if [ -z "$mirror" ]; then
    say "no Debian mirror found in /etc/apt/sources.list or sources.list.d"
    exit 2
  fi
  mkdir -p "$dir"
  if [ ! -e "$root/etc/debian_version" ] || [ -d "$root/debootstrap" ]; then
    # A half-made tree from an interrupted run cannot be continued.
    rm -rf "$root"
    say "making a Debian unstable tree in $root (about a minute)"
    debootstrap --variant=minbase sid "$root" "$mirror" >"$dir/debootstrap.log" 2>&1 || {
      tail -n 5 "$dir/debootstrap.log" >&2
      exit 2
    }
  fi
  # Proxies and certificates of this machine's apt hold inside as well.
  for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    [ -f "$file" ] || continue
    if grep -qiE '^[[:space:]]*acquire::https?' "$file"; then cp "$file" "$root/etc/apt/apt.conf.d/"; fi
  done
  cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  say "installing mysql-server-core"
  # Services must not start inside the tree.
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  {
    # A mirror that lags is signed all the same; it only has passed the date until which unstable calls itself fresh.
    chroot "$root" apt-get -o Acquire::Check-Valid-Until=false update &&
      DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y --no-install-recommends \
        mysql-server-core mysql-client-core
  } >"$dir/apt.log" 2>&1 || {
    tail -n 5 "$dir/apt.log" >&2
    exit 2
  }
}

start_server() {
  if answers; then return; fi
  if ! grep -q '^mysql:' "$root/etc/passwd"; then
    chroot "$root" useradd --system --no-create-home --shell /usr/sbin/nologin mysql
  fi
  if [ ! -d "$data/data/mysql" ]; then
    say "initialising"
    rm -rf "$data"
    mkdir -p "$data/tmp"
    chroot "$root" chown -R mysql:mysql /srv/tidemark
    chroot "$root" mysqld --no-defaults --initialize-insecure --user=mysql --datadir=/srv/tidemark/data \
      >"$dir/initialize.log" 2>&1 || {
      tail -n 5 "$dir/initialize.log" >&2
      exit 2
    }
  fi
  say "starting on 127.0.0.1:$port"
  # Durability is switched off: the data are throw-away and the suite makes thousands of tables.
  nohup chroot "$root" mysqld --no-defaults --user=mysql --datadir=/srv/tidemark/data --tmpdir=/srv/tidemark/tmp \
    --pid-file=/srv/tidemark/mysqld.pid --socket=/srv/tidemark/mysqld.sock --port="$port" \
    --bind-address=127.0.0.1 --mysqlx=OFF --secure-file-priv=NULL --skip-log-bin \
    --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=OFF --innodb-flush-method=nosync \
    --max-connections=400 --log-error=/srv/tidemark/error.log >/dev/null 2>&1 </dev/null &
  tries=0
  until answers; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then
      say "did not start; its log says:"
      tail -n 5 "$data/error.log" >&2
      exit 2
    fi
    sleep 0.1
  done
}

case $action in
  start) set_up; start_server; echo "TIDEMARK_TEST_MYSQL_URL=$url" ;;
  url) [ -x "$root/usr/sbin/mysqld" ] && answers && echo "$url" ;;
  stop) stop_server ;;
  remove) stop_server; case $root in */root) rm -rf "$root"; rm -f "$dir"/*.log; rmdir "$dir" 2>/dev/null || true ;; esac ;;
esac
