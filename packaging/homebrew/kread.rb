# Homebrew on Linux. From a clone: brew install --build-from-source --HEAD packaging/homebrew/kread.rb
class Kread < Formula
  desc "News reader for the terminal"
  license "MIT"
  head File.expand_path("../..", __dir__), using: :git, branch: "main"

  depends_on "gettext" => :build
  depends_on "meson" => :build
  depends_on "ninja" => :build
  depends_on "pkgconf" => :build
  depends_on "brotli"
  depends_on "chafa"
  depends_on "curl"
  depends_on "giflib"
  depends_on "glib"
  depends_on "inih"
  depends_on "jansson"
  depends_on "jpeg-turbo"
  depends_on "libidn2"
  depends_on "libpng"
  depends_on "libpsl"
  depends_on "libseccomp"
  depends_on "libunistring"
  depends_on "libxml2"
  depends_on :linux
  depends_on "md4c"
  depends_on "minizip"
  depends_on "ncurses"
  depends_on "qrencode"
  depends_on "sqlite"
  depends_on "webp"
  depends_on "zlib"

  def install
    system "meson", "setup", "build", "-Dsandbox=enabled", "-Ddocs=enabled", "-Dtests=disabled",
           *std_meson_args
    system "meson", "compile", "-C", "build"
    system "meson", "install", "-C", "build"
  end

  test do
    (testpath/"a.html").write "<title>Bridge</title><h1>Bridge</h1><p>The bridge is open.</p>"
    assert_match "The bridge is open.", shell_output("#{bin}/kread --dump #{testpath}/a.html")
  end
end
