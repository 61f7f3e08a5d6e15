import Testing
import WeirCatalog

@testable import WeirLanguage

@Suite struct SlurmTests {
  @Test func `a job array is submitted with what was chosen, and its words are quoted`() throws {
    var slurm = Slurm()
    (slurm.partition, slurm.time, slurm.options) = ("short", "1:00:00", ["--constraint=avx512"])
    let words = slurm.submission(
      of: ["/opt/it's/weir", "worker"], count: 3, log: "a%b/log", folder: "/here%j")
    // A path of the log is a pattern, that of the folder is none.
    #expect(words.contains("--output=a%%b/log") && words.contains("--chdir=/here%j"))
    #expect(words.prefix(3) == ["sbatch", "--parsable", "--array=0-2"])
    #expect(words.contains("--partition=short") && words.contains("--time=1:00:00"))
    #expect(!words.contains { $0.hasPrefix("--account") })
    #expect(words.suffix(3) == ["--constraint=avx512", "--wrap", "exec '/opt/it'\\''s/weir' 'worker'"])
  }
}
