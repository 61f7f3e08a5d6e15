# shellcheck shell=sh
# What the scripts of this folder share: words to the person, system packages, the Swift toolchain.
# Sourced, with [root] set to the checkout. Everything here speaks on standard error and reads nothing
# from standard input, which belongs to the program that runs afterwards.

: "${root:?the folder of the checkout}"

# The oldest Swift that builds Weir, as in the first line of Package.swift.
swift_major=6
swift_minor=2

say() { printf 'weir: %s\n' "$*" >&2; }

refuse() {
  say "$@"
  exit 1
}

# Stops unless there is a Swift toolchain that is new enough.
need_swift() {
  if ! command -v swift >/dev/null 2>&1; then
    say "needs Swift $swift_major.$swift_minor or later, and finds no \`swift\` on the PATH."
    toolchain_advice
  fi
  swift_found=$(swift --version 2>/dev/null </dev/null |
    sed -n 's/.*Swift version \([0-9][0-9]*\)\.\([0-9][0-9]*\).*/\1 \2/p' | head -n 1)
  # A development snapshot may name no version; the package manifest then says what it thinks of it.
  [ -n "$swift_found" ] || return 0
  found_major=${swift_found% *}
  found_minor=${swift_found#* }
  if [ "$found_major" -lt "$swift_major" ] ||
    { [ "$found_major" -eq "$swift_major" ] && [ "$found_minor" -lt "$swift_minor" ]; }; then
    say "needs Swift $swift_major.$swift_minor or later, and finds $found_major.$found_minor:" \
      "$(command -v swift)."
    toolchain_advice
  fi
}

toolchain_advice() {
  if [ -e "${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}/env.sh" ]; then
    say "swiftly is installed: \`. ${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}/env.sh\`," \
      "then \`swiftly install latest\`."
  else
    say "get it from https://www.swift.org/install (swiftly installs and updates it), then call again."
  fi
  exit 1
}

# Whether the compiler will find a C header. On macOS the command line tools bring their own.
have_header() {
  for include in /usr/include /usr/local/include "${macos_sdk:-}/usr/include" \
    "${brew_libedit:-}/include" "${brew_zlib:-}/include"; do
    [ -e "$include/$1" ] && return 0
  done
  return 1
}

# Whether the linker will find LAPACK, which has no header of its own. macOS has it in Accelerate.
have_lapack() {
  for library in /usr/lib/liblapack.so /usr/lib/*/liblapack.so /usr/lib64/liblapack.so \
    /usr/local/lib/liblapack.so "${macos_sdk:-}/usr/lib/liblapack.tbd"; do
    [ -e "$library" ] && return 0
  done
  return 1
}

# Packages that are wanted, as the package manager names them, and why; filled by `want`.
wanted=''
reasons=''

# want PACKAGE-OF-APT PACKAGE-OF-BREW REASON
want() {
  package=$1
  [ "$manager" != brew ] || package=$2
  wanted="$wanted $package"
  reasons="$reasons
  $package ($3)"
}

find_manager() {
  if command -v apt-get >/dev/null 2>&1; then
    manager=apt-get
  elif command -v brew >/dev/null 2>&1; then
    manager=brew
    brew_libedit=$(brew --prefix libedit 2>/dev/null </dev/null) || brew_libedit=''
    brew_zlib=$(brew --prefix zlib 2>/dev/null </dev/null) || brew_zlib=''
  else
    manager=''
  fi
}

# Runs apt-get or brew over [wanted]; what it printed is in [package_log]. Package lists that are missing
# or old are fetched only when a first try has failed, since that takes longer than most installations.
install_wanted() {
  package_log=$root/.build/packages.log
  # shellcheck disable=SC2086 # a list of words
  case $manager in
    apt-get)
      apt_install $wanted >"$package_log" 2>&1 </dev/null && return 0
      $as_root apt-get update -q >>"$package_log" 2>&1 </dev/null &&
        apt_install $wanted >>"$package_log" 2>&1 </dev/null
      ;;
    brew) brew install $wanted >"$package_log" 2>&1 </dev/null ;;
  esac
}

apt_install() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "$@"
}

# Finds how to become root for apt-get; fails if there is no way.
find_rights() {
  as_root=''
  [ "$manager" = apt-get ] || return 0
  [ "$(id -u)" -eq 0 ] && return 0
  command -v sudo >/dev/null 2>&1 || return 1
  as_root=sudo
}

# Installs the system packages that building Weir needs and that are not here, or says why it cannot.
need_libraries() {
  manager=''
  macos_sdk=''
  [ "$(uname -s)" = Darwin ] && macos_sdk=$(xcrun --show-sdk-path 2>/dev/null </dev/null || true)
  if ! have_header histedit.h || ! have_header zlib.h || ! have_lapack; then
    find_manager
    have_header histedit.h || want libedit-dev libedit 'line editing at the prompt'
    have_header zlib.h || want zlib1g-dev zlib 'gzipped datasets'
    have_lapack || want liblapack-dev lapack 'eigenvalues'
  fi
  [ -z "$wanted" ] || install_or_refuse
}

install_or_refuse() {
  if [ -z "$manager" ]; then
    say "needs these libraries with their headers:$reasons"
    refuse "and finds neither apt-get nor brew to install them. Install them under the names they have" \
      "here (on Fedora libedit-devel, zlib-devel and lapack-devel), then call again."
  fi
  find_rights || {
    say "needs these packages, which only root may install, and there is no sudo:$reasons"
    refuse "have somebody run \`apt-get install$wanted\`, then call again."
  }
  say "installing with $manager${as_root:+ (through sudo)}:$reasons"
  install_wanted || {
    tail -n 12 "$package_log" >&2
    refuse "could not install$wanted: $manager failed as above."
  }
  wanted=''
  reasons=''
  # Homebrew keeps aside what macOS has too.
  [ "$manager" != brew ] || find_manager
}

# Installs the images of Fashion-MNIST where a system package has them. Weir runs without, so this is tried
# once in a checkout: a machine without network should not wait for it at every build.
offer_data() {
  [ ! -e /usr/share/datasets/fashion-mnist ] && [ ! -e "$root/.build/data.offered" ] || return 0
  command -v apt-get >/dev/null 2>&1 || return 0
  touch "$root/.build/data.offered"
  manager=apt-get
  wanted=dataset-fashion-mnist
  if ! find_rights; then
    objection='only root may install it, and there is no sudo'
  else
    say "installing with apt-get${as_root:+ (through sudo)}: $wanted (31 MB, the images of the main example)"
    ! install_wanted || return 0
    objection=$(sed -n 's/^E: //p' "$package_log" | tail -n 1)
  fi
  say "going on without Fashion-MNIST, which \`apt-get install $wanted\` would bring: $objection"
}

# Prints the flags that `swift build` needs to find what Homebrew keeps aside.
brew_flags() {
  for prefix in "${brew_libedit:-}" "${brew_zlib:-}"; do
    [ ! -d "$prefix/include" ] || printf '%s ' "-Xcc -I$prefix/include -Xlinker -L$prefix/lib"
  done
}

# Has what `python3 -m venv` needs, which Debian and Ubuntu keep apart; $1 says who asks for it.
need_venv() {
  mkdir -p "$root/.venv"
  python3 -c 'import ensurepip, venv' 2>/dev/null && return
  find_manager
  want python3-venv python "an environment for $1"
  install_or_refuse
}

# need_environment NAME TITLE MEGABYTES: makes .venv/NAME, an environment that `install_NAME` fills, unless it is there;
# [python] is its interpreter.
need_environment() {
  python=$root/.venv/$1/bin/python
  [ ! -e "$root/.venv/$1/complete" ] || return 0
  need_venv "$2"
  say "installing $2 into .venv/$1 ($3 MB, for comparisons only) …"
  environment_log=$root/.build/$1.log
  rm -rf "$root/.venv/${1:?}"
  { python3 -m venv "$root/.venv/$1" && "install_$1"; } >"$environment_log" 2>&1 </dev/null || {
    tail -n 5 "$environment_log" >&2
    refuse "could not install $2; all that pip said is in $environment_log."
  }
  touch "$root/.venv/$1/complete"
}

need_scipy() { need_environment scipy SciPy 50; }

install_scipy() { "$python" -m pip install scipy; }

need_torch() {
  # Compiled modules would lie beside the scripts.
  export PYTHONDONTWRITEBYTECODE=1
  need_environment torch PyTorch 200
}

# On Linux the package of the common index brings gigabytes for graphics cards. The project's own index has a build
# without, but not what that depends on, so the two are asked one after the other.
install_torch() {
  { [ "$(uname -s)" != Linux ] || "$python" -m pip install --no-deps \
    --index-url https://download.pytorch.org/whl/cpu torch; } &&
    "$python" -m pip install torch &&
    "$python" -c 'import torch'
}

# Stops unless build products can be written.
need_build_folder() {
  mkdir -p "$root/.build" 2>/dev/null || true
  [ -w "$root/.build" ] ||
    refuse "cannot write to $root/.build, where the program is built; clone Weir to a folder of your own."
}

# build_release PRODUCT: builds it in .build/release. Says nothing, unless it fails.
build_release() {
  build_log=$root/.build/$1.log
  # The standard library inside the program makes it start sooner and outlive the toolchain. Apple's
  # systems bring the library, and some distributions of the toolchain leave its static form out.
  static=''
  resources=$(swift -print-target-info </dev/null | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
  [ ! -d "${resources}_static" ] || static=--static-swift-stdlib
  # shellcheck disable=SC2046 # a list of words
  swift build --package-path "$root" -c release --product "$1" $static $(brew_flags) \
    >"$build_log" 2>&1 </dev/null || show_errors "$build_log"
}

# Stops with the errors in a log of the compiler's.
show_errors() {
  { grep -E -A 6 'error:' "$1" || tail -n 30 "$1"; } | head -n 80 >&2
  refuse "the build failed; all it printed is in $1."
}
