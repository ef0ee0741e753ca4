#!/usr/bin/env bash
# Checks what is in this folder without a container engine:
#
# - the Dockerfile: its steps run in the order they stand in, read from the file
#   itself, each stage in an overlay over this machine's files, so that nothing
#   here changes; this machine stands for the base images. Then what the image
#   starts is started as its user over read-only files, and asked by its health check.
# - compose.yaml: its form, where docker compose or a YAML reader is there.
# - the systemd unit: systemd-analyze, verify and security.
#
# PROFILE=dev builds with another profile than the Dockerfile's, SKIP_IMAGE=1 leaves
# the Dockerfile out, because it builds all dependencies; what cannot be checked here
# is skipped with a sentence. Needs bash and, for the Dockerfile, root.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

failed=()
checked=0
skip() { printf -- '-- skipped: %s\n' "$1"; }
fail() {
  printf -- '-- FAILED: %s\n' "$1"
  failed+=("$1")
}
have() { command -v "$1" >/dev/null 2>&1; }

# Lines of the Dockerfile, comments gone, continued lines joined.
instructions() {
  sed -e '/^[[:space:]]*#/d' -e '/^[[:space:]]*$/d' deploy/Dockerfile |
    sed -e ':more' -e '/\\$/{N;s/\\\n[[:space:]]*/ /;b more' -e '}'
}

# What stands in the form ["a", "b"], a word a line.
words_of() { sed -e 's/^[^[]*\[//' -e 's/\].*$//' <<<"$1" | tr ',' '\n' | sed -e 's/^ *"//' -e 's/" *$//'; }

# Copies into $1 what deploy/Dockerfile.dockerignore lets through; it lists what is allowed.
context() {
  local line
  while read -r line; do
    case $line in
      '' | '#'* | '*') ;;
      '!'*) cp -a --parents "${line#!}" "$1" || return ;;
      *) echo "a list of what is allowed was expected, not: $line" && return 1 ;;
    esac
  done <deploy/Dockerfile.dockerignore
}

# Opens the files of a stage: this machine's, and over them what the stage writes.
open_stage() {
  root=$work/$1/root
  mkdir -p "$work/$1"/{root,upper,lower-work}
  mount -t overlay overlay -o "lowerdir=/,upperdir=$work/$1/upper,workdir=$work/$1/lower-work" "$root" &&
    mount -t proc proc "$root/proc" &&
    mount --bind /dev "$root/dev" &&
    mount -t tmpfs tmpfs "$root/tmp"
}

# Runs a line of shell in the open stage, with what ENV and ARG have set.
in_stage() { env "${variables[@]}" chroot "$root" /bin/sh -ec "cd '$folder'; $1"; }

dockerfile() { # in a mount namespace of its own
  local line verb rest stage=0 name='' from source to key
  local -A roots=()
  variables=() image=() folder=/ user=0:0 entry=() command=() health=()
  mkdir "$work/context" && context "$work/context" || return
  while IFS= read -r line; do
    verb=${line%% *} rest=${line#* }
    # The variables that are known so far stand for themselves.
    [ "$verb" = RUN ] || printf '   %s\n' "$line"
    case $verb in
      FROM)
        stage=$((stage + 1)) name=$stage variables=() image=() folder=/
        [[ $rest == *' AS '* ]] && name=${rest##* AS }
        open_stage "$stage" || return
        roots[$name]=$root
        ;;
      ARG)
        key=${rest%%=*}
        variables+=("$key=${!key-${rest#*=}}")
        ;;
      ENV) variables+=("$rest") image+=("$rest") ;;
      WORKDIR) folder=$rest && mkdir -p "$root$folder" || return ;;
      COPY)
        from=$work/context
        if [[ $rest == --from=* ]]; then
          from=${rest%% *} rest=${rest#* }
          from=${roots[${from#--from=}]}
        fi
        to=${rest##* }
        [[ $to == /* ]] || to=$folder/$to
        for source in ${rest% *}; do
          # As Docker does: what is in a folder is copied, a file is copied into a folder that ends with a slash.
          if [ -d "$from/$source" ]; then
            mkdir -p "$root$to" && cp -a "$from/$source/." "$root$to/" || return
          else
            mkdir -p "$(dirname "$root${to}x")" && cp -a "$from/$source" "$root$to" || return
          fi
        done
        ;;
      RUN)
        printf ' + %s\n' "$rest"
        in_stage "$rest" >"$work/log" 2>&1 || { tail -n 30 "$work/log" && return 1; }
        ;;
      USER) user=$rest ;;
      ENTRYPOINT) mapfile -t entry < <(words_of "$rest") ;;
      CMD) mapfile -t command < <(words_of "$rest") ;;
      HEALTHCHECK) mapfile -t health < <(words_of "$rest") ;;
      LABEL | VOLUME) ;;
      *) echo "this script does not know $verb" && return 1 ;;
    esac
  done < <(instructions)
  libraries && starts
}

# Every library the binary is linked with is in a package that the image installs, or in every Debian.
libraries() {
  local binary path package wanted
  have dpkg-query || { skip 'no dpkg-query: whether the image has the libraries the binary needs' && return; }
  wanted=$(instructions | grep -- 'apt-get install' | tail -n 1)
  binary=$root/usr/local/bin/tarkovsky-bot
  while read -r path; do
    package=$(dpkg-query -S "$(readlink -f "$path")" "$path" 2>/dev/null | head -n 1)
    package=${package%%:*}
    case " $wanted libc6 libgcc-s1 " in
      *" $package "*) ;;
      *) echo "$path is of the package ${package:-none}, which the image does not install" && return 1 ;;
    esac
  done < <(ldd "$binary" | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p')
  printf '   the binary: %s bytes, and no library the image does not have\n' "$(stat -c %s "$binary")"
}

# Starts the image's command as its user, files read-only but for the volume, with a Discord that is not there.
starts() {
  local volume told pid code inside
  volume=$(instructions | sed -n 's/^VOLUME //p')
  mkdir -p "$work/volume" && chown "$user" "$work/volume"
  mount --bind "$work/volume" "$root$volume" && mount -o remount,ro,bind "$root" || return
  image+=(DISCORD_TOKEN=none.at.all TARKOVSKY__DISCORD__API_URL=http://127.0.0.1:9 "HOME=$volume")
  # As the image's user, without the variables of a build.
  inside=(env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${image[@]}"
    chroot --userspec="$user" "$root" /bin/sh -c "cd '$folder'; exec \"\$@\"" -)
  "${inside[@]}" "${entry[@]}" "${command[@]}" >"$work/log" 2>&1 &
  pid=$!
  for _ in $(seq 60); do
    told=$("${inside[@]}" "${health[@]}")
    code=$?
    # The knowledge is there and the store open; what is missing is Discord.
    [ "$told" = 'a shard is not connected' ] && break
    sleep 0.5
  done
  kill -TERM "$pid"
  wait "$pid"
  printf '   its health check: %s (code %s); after SIGTERM it ended with code %s\n' "$told" "$code" "$?"
  if [ "$told" != 'a shard is not connected' ] || [ "$code" != 1 ]; then
    cat "$work/log"
    return 1
  fi
  [ -n "$(ls "$work/volume")" ] || { echo "nothing was written into $volume" && return 1; }
}

if [ "${1-}" = --in-namespace ]; then
  work=$2
  dockerfile
  exit
fi

echo '== deploy/Dockerfile'
if [ -n "${SKIP_IMAGE:-}" ]; then
  skip 'SKIP_IMAGE is set'
elif [ "$(uname)" != Linux ] || ! have unshare; then
  skip 'overlays and namespaces need Linux and unshare'
elif [ "$(id -u)" != 0 ]; then
  skip 'overlays and other users need root'
elif ! have cargo || ! have apt-get; then
  skip 'this machine cannot stand for the base images without cargo and apt-get'
else
  work=$(mktemp -d)
  checked=$((checked + 1))
  # The namespace's mounts and processes go with it.
  unshare --mount --pid --fork --kill-child deploy/check.sh --in-namespace "$work" || fail 'the Dockerfile'
  rm -rf "$work"
fi

echo '== deploy/compose.yaml'
if have docker && docker compose version >/dev/null 2>&1; then
  checked=$((checked + 1))
  for folders in '' 'KNOWLEDGE=../knowledge LIBRARY=..'; do
    made=
    [ -e deploy/bot.env ] || { cp deploy/bot.env.example deploy/bot.env && made=1; }
    # shellcheck disable=SC2086 # two variables
    env $folders docker compose --file deploy/compose.yaml config --quiet || fail 'compose.yaml'
    [ -z "$made" ] || rm deploy/bot.env
  done
elif python3 -c 'import yaml' 2>/dev/null; then
  checked=$((checked + 1))
  python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1]))' deploy/compose.yaml || fail 'compose.yaml'
else
  skip 'neither docker compose nor a YAML reader is here'
fi

echo '== deploy/tarkovsky-bot.service'
if have systemd-analyze; then
  checked=$((checked + 1))
  folder=$(mktemp -d)
  # Whether the binary is installed here is no property of the unit.
  sed 's#/usr/local/bin/tarkovsky-bot#/bin/true#' deploy/tarkovsky-bot.service >"$folder/tarkovsky-bot.service"
  systemd-analyze verify "$folder/tarkovsky-bot.service" || fail 'the unit'
  # 0 is best and 100 worst; what is left is the network, which the bot needs.
  systemd-analyze security --offline=yes --threshold=15 --no-pager deploy/tarkovsky-bot.service |
    grep -E '^✗|Overall' || fail 'the exposure of the unit'
  rm -r "$folder"
else
  skip 'no systemd-analyze'
fi

echo
if [ ${#failed[@]} -gt 0 ]; then
  printf 'failed: %s\n' "${failed[@]}"
  exit 1
fi
printf 'all ok, %d of 3 checked\n' "$checked"
